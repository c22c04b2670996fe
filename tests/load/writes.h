// How many writes a second there are with 1, 8 and 32 callers at once, and what each costs. Used by the main
// thread; the calls are made from many.
#pragma once

#include <functional>

namespace laurel::load {

// Makes call i of all.
using Write = std::function<void(int i)>;

// Prints a line for each number of callers. `connect`: what caller n calls with, before any time is taken.
// What a call throws ends the program.
void PrintWrites(int service_pid, int database_pid, int writes, const std::function<Write(int n)>& connect);

}  // namespace laurel::load
