// SPDX-License-Identifier: Apache-2.0
// `completion SHELL`: prints a script that follows the words typed so far down the tree to a path
// such as mmoe-bench/data/synthetic, then offers that command's words, or the values of the
// preceding flag.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "command.h"
#include "standard_output.h"
#include "tree.h"

namespace mmoe::cli {
namespace {

using Commands = std::vector<Command>;

std::string command_path(const Command& command) {
  return fmt::format("{}", fmt::join(command.words, "/"));
}

/// Quotes text in single quotes, for all three shells.
std::string quoted(std::string text) {
  for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 4) {
    text.replace(at, 1, R"('\'')");
  }
  return "'" + text + "'";
}

/// All paths below the root, for a shell's `case`.
std::string paths(const Commands& commands, const char* separator) {
  std::vector<std::string> list;
  for (const Command& command : commands) {
    if (command.words.size() > 1) list.push_back(command_path(command));
  }
  return fmt::format("{}", fmt::join(list, separator));
}

/// One branch of a `case` on PATH/FLAG for each flag with a value; `act` is what it does.
template <typename Act>
std::string value_cases(const Commands& commands, const Act& act) {
  std::string text;
  for (const Command& command : commands) {
    for (const Parameter& p : command.parameters) {
      if (p.value.empty() || p.flags.empty()) continue;
      std::vector<std::string> patterns;
      for (const std::string& flag : p.flags)
        patterns.push_back(command_path(command) + "/" + flag);
      text += fmt::format("    ({}) {} ;;\n", fmt::join(patterns, "|"), act(p));
    }
  }
  return text;
}

/// One branch of a `case` on PATH for each command: `word(text, help)` of all that may follow.
template <typename Word>
std::string word_cases(const Commands& commands, const Word& word) {
  std::string text;
  for (const Command& command : commands) {
    std::vector<std::string> words;
    for (const Command* child : children(commands, command)) {
      words.push_back(word(child->words.back(), child->help));
    }
    for (const Parameter& p : command.parameters) {
      for (const std::string& flag : p.flags) words.push_back(word(flag, p.help));
      if (!p.flags.empty()) continue;
      for (const std::string& choice : p.choices) words.push_back(word(choice, p.help));
    }
    text +=
        fmt::format("    ({}) candidates=({}) ;;\n", command_path(command), fmt::join(words, " "));
  }
  return text;
}

std::string bash(const Commands& commands) {
  return fmt::format(
      R"(_mmoe_bench() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} at=mmoe-bench word candidates=()
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $at/$word in ({}) at=$at/$word ;; esac
  done
  COMPREPLY=()  # none: -o default completes file names
  case $at/${{COMP_WORDS[COMP_CWORD-1]}} in
{}  esac
  case $at in
{}  esac
  COMPREPLY=($(compgen -W "${{candidates[*]}}" -- "$cur"))
}}
complete -o default -F _mmoe_bench mmoe-bench
)",
      paths(commands, "|"),
      value_cases(commands,
                  [](const Parameter& p) {
                    if (p.choices.empty()) return std::string("return");
                    return fmt::format(R"(COMPREPLY=($(compgen -W "{}" -- "$cur")); return)",
                                       fmt::join(p.choices, " "));
                  }),
      word_cases(commands, [](const std::string& word, const std::string&) { return word; }));
}

std::string zsh(const Commands& commands) {
  return fmt::format(
      R"(#compdef mmoe-bench
_mmoe_bench() {{
  local at=mmoe-bench word
  local -a candidates
  for word in ${{words[2,CURRENT-1]}}; do
    case $at/$word in ({}) at=$at/$word ;; esac
  done
  case $at/${{words[CURRENT-1]}} in
{}  esac
  case $at in
{}  esac
  _describe mmoe-bench candidates || _files
}}
# Loaded by compinit as the function _mmoe-bench, or sourced.
if [[ $funcstack[1] == _mmoe-bench ]]; then _mmoe_bench; else compdef _mmoe_bench mmoe-bench; fi
)",
      paths(commands, "|"),
      value_cases(commands,
                  [](const Parameter& p) {
                    if (p.choices.empty()) return std::string("_files; return");
                    return fmt::format("compadd {}; {}return", fmt::join(p.choices, " "),
                                       p.takes_files ? "_files; " : "");
                  }),
      word_cases(commands, [](const std::string& word, const std::string& help) {
        return quoted(word + ":" + help);
      }));
}

/// The arguments of fish's `complete` for one flag or positional; empty if there is none to give.
std::string fish_arguments(const Parameter& p) {
  std::string text;
  for (const std::string& flag : p.flags) {
    text += flag[1] == '-' ? " -l " + flag.substr(2) : " -s " + flag.substr(1);
  }
  if (p.flags.empty() && p.choices.empty()) return "";
  if (!p.flags.empty() && !p.value.empty()) text += " -r";
  if (!p.choices.empty())
    text += fmt::format("{} -a '{}'", p.takes_files ? "" : " -f", fmt::join(p.choices, " "));
  return text + " -d " + quoted(p.help);
}

std::string fish(const Commands& commands) {
  std::string text = fmt::format(R"(function __mmoe_bench_at
  set -l at mmoe-bench
  for word in (commandline -opc)[2..-1]
    switch $at/$word
      case {}
        set at $at/$word
    end
  end
  test $at = $argv[1]
end
)",
                                 paths(commands, " "));
  for (const Command& command : commands) {
    const std::string line =
        fmt::format("complete -c mmoe-bench -n '__mmoe_bench_at {}'", command_path(command));
    for (const Command* child : children(commands, command)) {
      text += fmt::format("{} -f -a {} -d {}\n", line, child->words.back(), quoted(child->help));
    }
    for (const Parameter& p : command.parameters) {
      if (const std::string arguments = fish_arguments(p); !arguments.empty()) {
        text += line + arguments + "\n";
      }
    }
  }
  return text;
}

}  // namespace

void add_completion(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("completion", "Print a completion script for a shell");
  app->footer(
      "Examples:\n"
      "  source <(mmoe-bench completion bash)                 in ~/.bashrc\n"
      "  source <(mmoe-bench completion zsh)                  in ~/.zshrc, after compinit\n"
      "  mmoe-bench completion fish | source                  in ~/.config/fish/config.fish\n"
      "`make install` installs all three where the shells search for them.");
  const auto shell = std::make_shared<std::string>();
  app->add_option("shell", *shell, "The shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  app->callback([&root, &chosen, shell] {
    chosen = [&root, shell] {
      const Commands commands = list_commands(root);
      const auto script = *shell == "bash" ? bash : *shell == "zsh" ? zsh : fish;
      write_output(script(commands));
      return 0;
    };
  });
}

}  // namespace mmoe::cli
