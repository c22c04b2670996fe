// What pages of a list cost at two sizes, side by side. Used by the main thread.
#pragma once

#include <functional>
#include <string>

namespace laurel::load {

// Of the smaller size.
inline constexpr int kFew = 10'000;

struct Page {
  int length = 0;
  std::string next_page_token;
};
using ReadPage = std::function<Page(int page_size, const std::string& page_token)>;

// A list in both worlds.
struct ListOfTwo {
  std::string name;
  ReadPage few, many;
};

// `what`: "ListFeedback", "pieces".
void PrintPagesHead(const std::string& method, const std::string& what, int many, int calls);
// A line of that table: the first page and one deep in the list. Both sizes in turn: what else the machine
// does meanwhile slows both. What reading throws passes.
void PrintPages(const ListOfTwo& list, int calls);

}  // namespace laurel::load
