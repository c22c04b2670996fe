// A result on the screen: whole messages for programs that ask for them, else a table. The table is made by a
// function, because the names in it cost a call that programs do not need. Not thread-safe.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "clients/cli/app/context.h"
#include "clients/cli/app/pages.h"

namespace laurel::cli {

// For people, `nothing` stands where no row is.
template <typename Item>
void ShowList(Screen& screen, const std::vector<Item>& items, const std::function<Table()>& table,
              std::string_view nothing = "") {
  if (screen.wants_records()) return screen.Print(RecordsOf(items));
  screen.Print(table(), nothing);
}

// `details`: names and values of the one thing.
inline void ShowOne(Screen& screen, const google::protobuf::Message& record,
                    const std::function<Table()>& details) {
  if (screen.wants_records()) return screen.Print(record);
  screen.PrintDetails(details());
}

}  // namespace laurel::cli
