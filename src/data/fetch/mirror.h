// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mmoe {

/// Returns the URL to download instead of `published`: `mirror` names a copy of that archive, by
/// URL (http, https, file) or by path, or the folder that holds a copy under the published name: a
/// local folder, a URL that ends in '/', or a bare host. If `mirror` is empty, returns `published`.
/// Throws InputError if `mirror` is neither such a URL nor an existing path.
std::string mirror_url(const std::string& published, const std::string& mirror);

}  // namespace mmoe
