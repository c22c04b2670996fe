#include "tests/load/pages.h"

#include <cstdio>
#include <tuple>

#include "fmt/format.h"
#include "tests/load/closed_loop.h"

namespace laurel::load {
namespace {

constexpr int kPage = 50;
constexpr int kLargestPage = 200;
constexpr int kDeepPages = 25;  // of the largest: 5,000 rows down

// A list in one of the two worlds, and the two pages of it.
struct Place {
  explicit Place(const ReadPage& list) : read(list), length(list(kPage, "").length) {
    for (int i = 0; i < kDeepPages; ++i) {
      const Page page = read(kLargestPage, deep_token);
      if (page.next_page_token.empty()) break;
      depth += page.length;
      deep_token = page.next_page_token;
    }
  }
  void ReadFirst() const { read(kPage, ""); }
  void ReadDeep() const { read(kPage, deep_token); }

  const ReadPage& read;
  int length = 0;  // of the first page
  int depth = 0;   // rows before the deep page; 0: there is none
  std::string deep_token;
  Latencies of_first, of_deep;
};

std::string Cells(const Place& place) {
  const auto times = [](const Latencies& of) {
    return fmt::format("{:6.2f} {:6.2f}", of.At(0.5), of.At(0.99));
  };
  const std::string deep = place.depth == 0 ? fmt::format("{:>6} {:>13}", "-", "-")
                                            : fmt::format("{:6} {}", place.depth, times(place.of_deep));
  return fmt::format("{:4} {} {}", place.length, times(place.of_first), deep);
}

// Of pages that are full at both sizes, else they say nothing about the size.
std::string Ratio(const Place& few, const Place& many) {
  if (few.length < kPage) return "-";
  return fmt::format("{:.2f}", many.of_first.At(0.5) / few.of_first.At(0.5));
}

}  // namespace

void PrintPagesHead(const std::string& method, const std::string& what, int many, int calls) {
  fmt::print(
      "\n{}, pages of {}, ms over gRPC, one caller, both sizes in turn, {} calls each: n {} on the\n"
      "first page, its p50 and p99; how deep another page lies, its p50 and p99; ratio of the first pages' "
      "p50\n",
      method, kPage, calls, what);
  const std::string head =
      fmt::format("{:>4} {:>6} {:>6} {:>6} {:>6} {:>6}", "n", "p50", "p99", "depth", "p50", "p99");
  fmt::print("{:<39}| {:^39} | {:^39} | ratio\n", "", fmt::format("{} {}", kFew, what),
             fmt::format("{} {}", many, what));
  fmt::print("{:<39}| {} | {} |\n", "list", head, head);
}

void PrintPages(const ListOfTwo& list, int calls) {
  Place few(list.few);
  Place many(list.many);
  std::tie(few.of_first, many.of_first) = MeasureInTurn(
      calls, [&] { few.ReadFirst(); }, [&] { many.ReadFirst(); });
  std::tie(few.of_deep, many.of_deep) = MeasureInTurn(
      calls, [&] { few.ReadDeep(); }, [&] { many.ReadDeep(); });
  fmt::print("{:<39}| {} | {} | {:>5}\n", list.name, Cells(few), Cells(many), Ratio(few, many));
  std::fflush(stdout);
}

}  // namespace laurel::load
