// What the tests of this folder share: worlds made up at random, their readers one after the other, and what
// Get shows to each. Used by one thread at a time.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "services/goals/tests/visibility/goals.h"
#include "services/goals/tests/visibility/permissions.h"

namespace laurel::goals::testing {

// Messages as text, to compare them whole and to be read when they differ.
using Texts = std::vector<std::string>;
Texts TextsOf(const auto& messages) {
  Texts texts;
  for (const auto& one : messages) texts.push_back(one.ShortDebugString());
  return texts;
}

// One made-up world, as it is read. It does not change.
class ReadWorld {
 public:
  using Stub = Suite::Stub;

  explicit ReadWorld(unsigned seed) : made_(seed) {}

  const MadeOrganization& organization() const { return made_.organization(); }
  const std::vector<MadeGoal>& goals() const { return made_.goals(); }
  const MadeGoal& goal(int number) const { return goals().at(static_cast<std::size_t>(number)); }
  const std::string& NameOf(int number) const { return goal(number).full.name(); }
  int count() const { return static_cast<int>(goals().size()); }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(int reader, Suite::Method<Request, Response> method, const Request& request) {
    return made_.suite().As(MadeOrganization::PersonId(reader), method, request, reader % Suite::kReplicas);
  }
  // Asked for once.
  const absl::StatusOr<v1::Goal>& Get(int reader, int number) {
    const auto [found, is_new] = got_.try_emplace({reader, number});
    if (is_new) found->second = Ask(reader, &Stub::GetGoal, Named<v1::GetGoalRequest>(NameOf(number)));
    return found->second;
  }
  // nullptr: Get shows them nothing.
  const v1::Goal* ShownTo(int reader, int number) {
    const auto& got = Get(reader, number);
    return got.ok() ? &*got : nullptr;
  }
  // Page by page.
  template <typename Item, typename Request, typename Response>
  absl::StatusOr<std::vector<Item>> All(int reader, Suite::Method<Request, Response> method, Request request,
                                        const google::protobuf::RepeatedPtrField<Item>& (Response::*items)()
                                            const) {
    std::vector<Item> all;
    for (int pages = 0; pages <= 3 * count(); ++pages) {
      const auto page = Ask(reader, method, request);
      if (!page.ok()) return page.status();
      const auto& found = ((*page).*items)();
      EXPECT_LE(found.size(), request.page_size());
      all.insert(all.end(), found.begin(), found.end());
      if (page->next_page_token().empty()) return all;
      request.set_page_token(page->next_page_token());
    }
    return absl::InternalError("the pages have no end");
  }

 private:
  MadeWorld made_;
  std::map<std::pair<int, int>, absl::StatusOr<v1::Goal>> got_ = {};  // by reader and goal
};

class Visibility : public ::testing::Test {
 protected:
  using Stub = Suite::Stub;

  // Such that every cell of the table decides somewhere.
  static constexpr unsigned kSeeds[] = {15, 16, 32};

  static void TearDownTestSuite() { worlds_.clear(); }

  static void ForEachWorld(const std::function<void(ReadWorld&)>& test) {
    for (const unsigned seed : kSeeds) {
      SCOPED_TRACE(fmt::format("seed {}", seed));
      std::unique_ptr<ReadWorld>& world = worlds_[seed];
      if (world == nullptr) world = std::make_unique<ReadWorld>(seed);
      test(*world);
    }
  }
  // Of each world, those who have not left.
  static void ForEachReader(const std::function<void(ReadWorld&, int reader)>& test) {
    ForEachWorld([&](ReadWorld& world) {
      for (int reader = 0; reader < MadeOrganization::kPeople; ++reader) {
        if (world.organization().HasLeft(reader)) continue;
        SCOPED_TRACE(fmt::format("reader {}", reader));
        test(world, reader);
      }
    });
  }

 private:
  static inline std::map<unsigned, std::unique_ptr<ReadWorld>> worlds_ = {};
};

}  // namespace laurel::goals::testing
