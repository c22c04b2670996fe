// How far something is, and how it went, in a few cells of a line. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace laurel::cli {

// Blocks on a terminal; elsewhere characters that every program and every log can take.
enum class Drawing { kBlocks, kPlain };

// "██████▌░░░" of 0.65 in 10 cells; plain "[#####---]". Full at 1 alone, and of blocks never empty above 0.
// What lies outside 0 to 1, or is no number, is taken for the nearer end. `width` >= 3.
std::string ProgressBar(double share, std::size_t width, Drawing drawing);
// How many cells a bar takes on lines of so many; 0: nobody knows.
std::size_t BarWidth(std::size_t columns);

// "▁▄█": one cell a value, from the least of them to the greatest; in the middle where all are the same.
// Plain: "4.1 4.2 4.35", the numbers as they are written.
std::string Sparkline(const std::vector<std::string>& decimals, Drawing drawing);

// "0.333333" -> 0.333333; 0 of what is no number.
double ToNumber(std::string_view decimal);

}  // namespace laurel::cli
