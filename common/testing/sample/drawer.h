// Takes things from a list in random order, each once before any comes again. Used by one thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "common/testing/sample/dice.h"

namespace laurel::sample {

using Texts = std::vector<std::string>;

class Drawer {
 public:
  // A list is known by its address.
  template <typename T>
  const T& Draw(const std::vector<T>& from, Dice& dice) {
    return from.at(Next(&from, from.size(), dice));
  }

 private:
  std::size_t Next(const void* list, std::size_t size, Dice& dice) {
    std::vector<std::size_t>& left = left_[list];
    if (left.empty()) {
      left.resize(size);
      std::iota(left.begin(), left.end(), std::size_t{0});
      std::shuffle(left.begin(), left.end(), dice.generator());
    }
    const std::size_t next = left.back();
    left.pop_back();
    return next;
  }

  std::map<const void*, std::vector<std::size_t>> left_;
};

}  // namespace laurel::sample
