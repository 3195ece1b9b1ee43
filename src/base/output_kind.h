// SPDX-License-Identifier: Apache-2.0
// The kinds of files that commands write, recognised by how a file begins: a file is only replaced
// by one of its own kind, so that no output destroys other data.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace mmoe {

struct OutputKind {
  std::string_view name;  // in messages: "a result"
  /// Occurs within the first 4 KiB of every such file. Empty in folders claimed by claim_folder,
  /// where every file may be replaced.
  std::string_view mark;
  bool begins = false;  // whether the file begins with the mark
};

inline constexpr OutputKind kResultFile{"a result", "\"mmoe-bench/result\""};
inline constexpr OutputKind kStudyFile{"the summary of a study", "\"mmoe-bench/sensitivity\""};
inline constexpr OutputKind kDesignFile{"the plan of a study", "\"mmoe-bench/design\""};
inline constexpr OutputKind kTuningFile{"the summary of a search", "\"mmoe-bench/tuning\""};
inline constexpr OutputKind kClaimsFile{"verdicts on claims", "\"mmoe-bench/claims\""};
inline constexpr OutputKind kCalibrationFile{"fitted settings", "\"mmoe-bench/recovery\""};
inline constexpr OutputKind kPredictionsFile{"predictions", "key,task,example,label,output", true};
inline constexpr OutputKind kTrialTable{"a table of trials",
                                        "key,model,learning_rate,run,seed,status,", true};
inline constexpr OutputKind kCurveTable{"a table of learning curves",
                                        "key,model,learning_rate,run,step,task,", true};
inline constexpr OutputKind kModelFile{"a trained model", R"("format":"mmoe-bench-model")"};
inline constexpr OutputKind kRowPredictions{"predictions for rows", "predicted_row,", true};
inline constexpr OutputKind kExamplesFile{"examples of synthetic tasks", "x1,", true};
inline constexpr OutputKind kLogFile{"a synthetic log", "row,user,item,previous_item,", true};
inline constexpr OutputKind kPageFile{"a page of mmoe-bench report",
                                      "<!-- made by mmoe-bench report -->"};
/// A part of a folder that holds nothing else: see claim_folder.
inline constexpr OutputKind kFolderPart{"a file", ""};

/// Files of a folder's stored trials. No other output may have their names.
inline constexpr std::string_view kStoreFile = "trials.sqlite";
inline constexpr std::string_view kLockFile = "trials.lock";
/// A search's suggestions, with the files that SQLite puts beside it; likewise.
inline constexpr std::string_view kSearchFile = "tuning.sqlite";

/// Throws InputError "cannot write 'PATH': REASON".
[[noreturn]] void refuse_place(const std::filesystem::path& path, const std::string& reason);

/// Throws InputError if an existing file at `path`, links resolved, is not of this kind, or if the
/// name is that of a store. Call it before long work.
void check_replaceable(const std::filesystem::path& path, const OutputKind& kind);

/// Throws InputError if two outputs of one command would be the same file.
void check_distinct(const std::filesystem::path& a, const std::filesystem::path& b);

/// Creates `folder` for files that only this program writes, and marks it as such. Throws
/// InputError if it contains files and is not marked.
void claim_folder(const std::filesystem::path& folder);

}  // namespace mmoe
