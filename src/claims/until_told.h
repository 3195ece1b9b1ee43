// SPDX-License-Identifier: Apache-2.0
// Runs an experiment with more and more runs, until the paper's claims about it are told or a time
// is over. Claims are tested at each look (statistics/looks.h): at the experiment's own runs, then
// at twice as many. All cells get the same runs, so that one number, the result's, gives the same
// trials again.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/json_file.h"
#include "claims/judge.h"
#include "results/session.h"

namespace mmoe {

/// What a look found.
struct Look {
  std::vector<std::int64_t> looks = {};  // the result's: numbers of runs, this one last
  std::vector<Verdict> tested = {};      // of the claims that are tested and have data
  std::size_t told = 0;                  // how many of them are decided
  std::int64_t next = 0;                 // runs of the next look; 0: there is none
  bool is_over() const { return next == 0; }
  bool all_told() const { return told == tested.size(); }
};

class LookObserver : public RunObserver {
 public:
  virtual void on_look(const Look& /*look*/) {}
};

struct ToldRun {
  RunOutcome run;
  Look last;
};

/// Returns whether results of the session's experiment have data for a tested claim.
bool has_claims(const Session& session);
/// Throws InputError, naming `origin`, if they have not.
void check_has_claims(const Session& session, const std::string& origin);

/// Returns the runs that a look has at least: the experiment's, or what the folder's result has.
std::int64_t first_look(const Session& session, const SessionOptions& options);

/// Runs `config` in looks. `seconds` are counted from the call; a look begins only where it is
/// likely to end in time, but for the first. Throws as Session::run does; what finished before is
/// kept, and a later call goes on from there.
ToldRun run_until_told(const JsonText& config, SessionOptions options, double seconds,
                       LookObserver& observer);

/// Returns {runs, looks, share (of the level that its tests have), tested, told, open: [names of
/// claims], next (runs, null if there is no other look), ended: "told", "time" or null}.
nlohmann::ordered_json look_json(const Look& look);

/// Returns lines for people: why it ended, and what stays open, with the runs that it takes.
std::string ending_text(const Look& look, const std::string& time);

}  // namespace mmoe
