// What the programs that measure a service at two sizes have in common: what they are told, and how they end.
#pragma once

#include <functional>
#include <string>

namespace laurel::load {

struct Options {
  int size = 1'000'000;  // of the larger world
  int calls = 100;
  int writes = 4'000;
  bool lists = true;
  bool changes = true;
};

// How a program calls what it is told.
struct Usage {
  std::string program;  // "laurel-load-feedback"
  std::string about;
  std::string size;             // "--pieces"
  int most_writes = 0;          // that --writes may ask for
  std::string without_lists;    // what --no-lists leaves: "only give"
  std::string without_changes;  // and --no-writes
};

// Reads the command line, and measures. The exit code: 1 when `measure` throws; what, is told on stderr.
int Run(const Usage& usage, int argc, char** argv, const std::function<void(const Options&)>& measure);

}  // namespace laurel::load
