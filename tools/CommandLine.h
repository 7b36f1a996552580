// What both programs say of a wrong command line.
#ifndef HFC_TOOLS_COMMANDLINE_H
#define HFC_TOOLS_COMMANDLINE_H

#include <CLI/CLI.hpp>

namespace hfc::tool {

// A word that nothing takes comes first: misspelt, it is why another is
// missing.
inline std::string usageMessage(const CLI::App *app, const CLI::Error &error) {
  std::vector<std::string> rest = app->remaining(/*recurse=*/true);
  std::string text = rest.empty()
                         ? error.what()
                         : "unknown option or argument '" + rest.front() + "'";
  std::string name = app->get_name();
  for (const CLI::App *sub : app->get_subcommands())
    name += " " + sub->get_name();
  return "error: " + text + "\nhelp: `" + name + " --help` lists the options\n";
}

} // namespace hfc::tool
#endif
