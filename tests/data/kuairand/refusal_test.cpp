// SPDX-License-Identifier: Apache-2.0
// What an import says of sources that are not as published: one clear line.
#include <gmock/gmock.h>

#include "base/error.h"
#include "data/kuairand/imported_rows.h"

namespace mmoe {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string refusal_of(const TestFolder& folder, const std::filesystem::path& source) {
  try {
    import_kuairand(small_import(folder, source));
  } catch (const InputError& error) {
    return error.what();
  } catch (const RunError& error) {
    return error.what();
  }
  return "none";
}

/// What is said of an archive whose entry `name` has another text.
std::string refusal_of_text(const std::string& name, const std::string& text) {
  const TestFolder folder;
  auto entries = SmallKuaiRand().entries();
  for (mmoe::testing::Entry& entry : entries) {
    if (entry.path.ends_with(name)) entry.text = text;
  }
  return refusal_of(folder,
                    folder.write("KuaiRand-1K.tar.gz", mmoe::testing::make_tar_gz(entries)));
}

TEST(KuaiRefusal, RefusesATruncatedArchiveInOneLine) {
  const TestFolder folder;
  const std::string bytes = SmallKuaiRand().archive();
  for (const std::size_t left :
       {std::size_t{0}, std::size_t{100}, bytes.size() / 2, bytes.size() * 9 / 10}) {
    const std::string line =
        refusal_of(folder, folder.write("KuaiRand-1K.tar.gz", bytes.substr(0, left)));
    EXPECT_THAT(line, AllOf(HasSubstr("KuaiRand-1K.tar.gz: "), Not(HasSubstr("\n")),
                            Not(HasSubstr("none"))))
        << left;
    std::filesystem::remove_all(folder.path("cache"));
  }
}

TEST(KuaiRefusal, RefusesAChangedSource) {
  const TestFolder folder;
  const KuaiImport import = small_import(folder, SmallKuaiRand().write(folder));
  import_kuairand(import);
  SmallKuaiRand other;
  other.late.pop_back();
  other.write(folder);
  try {
    const KuaiLog log(import);
    FAIL() << "read";
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), HasSubstr("made of another source"));
  }
}

TEST(KuaiRefusal, RefusesWrongFilesInOneLine) {
  const std::string log = "log_standard_4_22_to_5_08_1k.csv";
  std::string header = kKuaiLogHeader;
  header.replace(header.find("long_view"), 9, "longview");
  EXPECT_THAT(refusal_of_text(log, header),
              HasSubstr(log + ":1: wrong header: found 'longview' as column 12; expected "
                              "'long_view'"));
  const std::string row = MadeExposure{}.line();
  EXPECT_THAT(refusal_of_text(log, kKuaiLogHeader + row + "1,2,3\n"),
              HasSubstr(log + ":3: found 3 fields; expected 19: is the file truncated?"));
  EXPECT_THAT(refusal_of_text(log, kKuaiLogHeader + row.substr(1).insert(0, "x")),
              HasSubstr(log + ":2: column user_id: found 'x'; expected a whole number"));
  EXPECT_THAT(refusal_of_text(log, kKuaiLogHeader + MadeExposure{.day = 31}.line()),
              HasSubstr("column date: found '20220509'; expected a date from 20220408 to"));
  EXPECT_THAT(refusal_of_text(log, kKuaiLogHeader + MadeExposure{.long_view = 2}.line()),
              HasSubstr("column long_view: found '2'; expected 0 to 1"));
  EXPECT_THAT(refusal_of_text("user_features_1k.csv", "user_id\n1\n"),
              HasSubstr("user_features_1k.csv:1: wrong header: no column user_active_degree"));
  EXPECT_THAT(refusal_of_text("video_features_basic_1k.csv",
                              "video_id,author_id,upload_dt,upload_type,tag\n1,x,,,\n"),
              HasSubstr("video_features_basic_1k.csv:2: column author_id: found 'x'"));
}

TEST(KuaiRefusal, SaysWhichFileIsMissing) {
  for (const std::string name : {"user_features", "video_features_basic"}) {
    const TestFolder folder;
    auto entries = SmallKuaiRand().entries();
    std::erase_if(entries, [&](const mmoe::testing::Entry& entry) {
      return entry.path.find(name) != std::string::npos;
    });
    const std::string path =
        folder.write("KuaiRand-1K.tar.gz", mmoe::testing::make_tar_gz(entries));
    EXPECT_THAT(refusal_of(folder, path), HasSubstr("holds no " + name + "_1k.csv"));
  }
}

}  // namespace
}  // namespace mmoe
