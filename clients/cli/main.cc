// The `laurel` command: what a manager, an agent and HR do every day, on the command line.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "clients/cli/app/program.h"

namespace {

std::optional<std::string> Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::size_t Columns() {
  winsize size = {};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  laurel::cli::Streams streams{std::cout, std::cerr};
  streams.out_is_terminal = isatty(STDOUT_FILENO) != 0;
  streams.err_is_terminal = isatty(STDERR_FILENO) != 0;
  streams.columns = Columns();
  streams.colours = Variable("NO_COLOR").value_or("").empty();
  const laurel::cli::Here here{absl::Now(), absl::LocalTimeZone()};
  return laurel::cli::Run({argv + 1, argv + argc},
                          {std::cin, streams, here, Variable, isatty(STDIN_FILENO) != 0});
}
