// SPDX-License-Identifier: Apache-2.0
// Divides users into pieces that threads work on, and keeps what each piece gives in order, so that
// nothing depends on the number of threads.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/interrupt.h"
#include "base/log.h"
#include "experiment/trials/scheduler.h"
#include "live/live_users.h"
#include "live/piece_progress.h"

namespace mmoe {

/// Returns work(piece) for each piece, in order, and says how far it is with `what` are passed
/// over; throws Interrupted when the process is asked to stop.
template <typename Piece, typename Work>
std::vector<Piece> by_pieces(const char* what, const UserRange& users, std::size_t jobs,
                             const Work& work) {
  constexpr std::int64_t kUsers = 256;
  std::vector<Piece> pieces(static_cast<std::size_t>((users.count + kUsers - 1) / kUsers));
  PieceProgress progress(what, users.count);
  Scheduler scheduler(jobs);
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    const std::int64_t begin = static_cast<std::int64_t>(p) * kUsers;
    const UserRange piece{users.first + begin, std::min(kUsers, users.count - begin)};
    scheduler.add(1, [&work, &pieces, &progress, p, piece] {
      if (interrupted()) throw Interrupted();
      pieces[p] = work(piece);
      const std::string line = progress.done(piece.count);
      if (!line.empty()) log_info(line);
    });
  }
  scheduler.run();
  return pieces;
}

/// Fills the block with some users' requests after another's, and calls work(user, first request).
template <typename Block, typename Work>
void for_each_user(const UserRange& users, std::int64_t requests, Block& block, const Work& work) {
  constexpr std::int64_t kUsers = 8;  // together: a model reads many rows at a time
  for (std::int64_t begin = 0; begin < users.count; begin += kUsers) {
    const std::int64_t count = std::min(kUsers, users.count - begin);
    block.fill((users.first + begin) * requests, count * requests);
    for (std::int64_t u = 0; u < count; ++u) {
      work(users.first + begin + u, static_cast<std::size_t>(u * requests));
    }
  }
}

}  // namespace mmoe
