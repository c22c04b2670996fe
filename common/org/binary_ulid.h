// A ULID as 16 bytes: in memory 26 characters are too many. Order and equality are those of the text. A
// value; pure.
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace laurel::org {

class BinaryUlid {
 public:
  BinaryUlid() = default;
  // nullopt unless it is a ULID in lower case (common/api/ulid.h).
  static std::optional<BinaryUlid> Parse(std::string_view text);
  std::string ToText() const;

  friend auto operator<=>(const BinaryUlid&, const BinaryUlid&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const BinaryUlid& id) {
    return H::combine(std::move(h), id.bytes_);
  }

 private:
  std::array<unsigned char, 16> bytes_{};
};

}  // namespace laurel::org
