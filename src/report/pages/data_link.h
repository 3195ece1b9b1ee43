// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mmoe {

/// Returns an <a> that saves `text` as the file NAME.gz: it is in the link, packed, so that it
/// travels with the page.
std::string data_link(const std::string& name, std::string_view text);

}  // namespace mmoe
