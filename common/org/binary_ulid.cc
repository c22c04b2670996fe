#include "common/org/binary_ulid.h"

#include "common/api/ulid.h"

namespace laurel::org {
namespace {

constexpr std::size_t kTextLength = 26;

constexpr std::array<unsigned char, 256> MakeDigits() {
  std::array<unsigned char, 256> digits{};
  for (std::size_t i = 0; i < api::kUlidDigits.size(); ++i) {
    digits[static_cast<unsigned char>(api::kUlidDigits[i])] = static_cast<unsigned char>(i);
  }
  return digits;
}
constexpr std::array<unsigned char, 256> kDigits = MakeDigits();

}  // namespace

// 26 digits of 5 bits are 130 bits, the first two of them 0: digits go in from the left, whole bytes come
// out.
std::optional<BinaryUlid> BinaryUlid::Parse(std::string_view text) {
  if (!api::IsUlid(text)) return std::nullopt;
  BinaryUlid id;
  std::size_t byte = 0;
  unsigned pending = kDigits[static_cast<unsigned char>(text[0])];
  int bits = 3;
  for (std::size_t i = 1; i < kTextLength; ++i) {
    pending = pending << 5 | kDigits[static_cast<unsigned char>(text[i])];
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      id.bytes_[byte++] = static_cast<unsigned char>(pending >> bits);
      pending &= (1U << bits) - 1;
    }
  }
  return id;
}

std::string BinaryUlid::ToText() const {
  std::string text;
  text.reserve(kTextLength);
  unsigned pending = 0;
  int bits = 2;  // the two leading zero bits
  for (const unsigned char byte : bytes_) {
    pending = pending << 8 | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += api::kUlidDigits[pending >> bits];
      pending &= (1U << bits) - 1;
    }
  }
  return text;
}

}  // namespace laurel::org
