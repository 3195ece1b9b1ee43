// SPDX-License-Identifier: Apache-2.0
#include "generated_rows.h"

#include <cctype>
#include <type_traits>
#include <variant>

#include "flag_names.h"
#include "standard_output.h"

namespace mmoe::cli {

RowsOutput::RowsOutput(const std::string& path, const OutputKind& kind) {
  if (!path.empty()) file_.emplace(path, kind);
}

void RowsOutput::write(const fmt::memory_buffer& text) {
  if (file_) {
    file_->write({text.data(), text.size()});
  } else {
    write_output({text.data(), text.size()});
  }
}

void RowsOutput::commit() {
  if (file_) file_->commit();
}

namespace {

std::string capitalised(std::string text) {
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

}  // namespace

void add_field_flags(CLI::App& command, const Fields& fields,
                     const std::function<bool(const std::string& name)>& wanted) {
  for (const Field& field : fields.all()) {
    if (!wanted(field.name)) continue;
    std::visit(
        [&](auto* member) {
          auto* option = command.add_option(flag_of(field.name), *member, capitalised(field.help));
          if constexpr (std::is_arithmetic_v<std::remove_reference_t<decltype(*member)>>) {
            option->capture_default_str();
          }
          if constexpr (requires { member->push_back({}); } &&
                        !std::is_same_v<decltype(member), std::string*>) {
            option->delimiter(',');
          }
        },
        field.target);
  }
}

InputError as_flag(const FieldError& error) {
  const std::string problem = std::string(error.what()).substr(error.path().size());
  return InputError(flag_of(error.path().substr(error.path().find('.') + 1)) + problem);
}

}  // namespace mmoe::cli
