// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "claims/judge.h"

namespace mmoe {

/// The verdicts on tested claims as a part of a page: how often each verdict stands, then a card
/// per claim, with what the paper's own numbers give, and for each result a mark in colour, the
/// word and the evidence; claims that are inconclusive on every result are folded. Checks and
/// numbers are folded below, not counted.
std::string claims_html(const std::vector<Verdict>& verdicts);

}  // namespace mmoe
