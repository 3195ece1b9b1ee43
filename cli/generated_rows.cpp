// SPDX-License-Identifier: Apache-2.0
#include "generated_rows.h"

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

void add_field_flags(CLI::App& command, const Fields& fields,
                     const std::function<bool(const std::string& name)>& wanted) {
  for (const Field& field : fields.all()) {
    if (!wanted(field.name)) continue;
    std::visit(
        [&](auto* member) {
          auto* option = command.add_option(flag_of(field.name), *member, field.help);
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
