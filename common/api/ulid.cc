#include "common/api/ulid.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

namespace laurel::api {
namespace {

constexpr std::size_t kTimeDigits = 10;
constexpr std::size_t kRandomDigits = 16;
constexpr unsigned kBitsPerDigit = 5;
constexpr unsigned kDigitMask = 31;
constexpr std::int64_t kLastMillisecond = (std::int64_t{1} << 48) - 1;

constexpr std::array<bool, 256> MakeDigitTable() {
  std::array<bool, 256> table = {};
  for (const char c : kUlidDigits) table[static_cast<unsigned char>(c)] = true;
  return table;
}
constexpr std::array<bool, 256> kIsDigit = MakeDigitTable();

// Carries into the time when all random bits are used up: a millisecond early is better than an error.
std::string Incremented(std::string ulid) {
  for (std::size_t i = ulid.size(); i-- > 0;) {
    const std::size_t digit = kUlidDigits.find(ulid[i]) + 1;
    ulid[i] = kUlidDigits[digit % kUlidDigits.size()];
    if (digit < kUlidDigits.size()) break;
  }
  if (!IsUlid(ulid) || ulid.find_first_not_of('0') == std::string::npos) {
    throw std::runtime_error("there is no ULID above the last one");
  }
  return ulid;
}

}  // namespace

std::string SmallestUlidOf(absl::Time time) {
  std::string ulid(kTimeDigits + kRandomDigits, '0');
  auto milliseconds =
      static_cast<std::uint64_t>(std::clamp<std::int64_t>(absl::ToUnixMillis(time), 0, kLastMillisecond));
  for (std::size_t i = kTimeDigits; i-- > 0; milliseconds >>= kBitsPerDigit) {
    ulid[i] = kUlidDigits[milliseconds & kDigitMask];
  }
  return ulid;
}

std::string NewUlid(absl::Time now) {
  std::string ulid = SmallestUlidOf(now);
  // OpenSSL's generator: one per thread, seeded by the kernel, safe over fork, and nobody can guess the next
  // id from the last ones, as they could with a seeded Mersenne twister. One byte a digit: 5 of its bits are
  // used.
  std::array<unsigned char, kRandomDigits> random;
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) {
    throw std::runtime_error("the random generator has no seed");  // An id that could repeat must not go out.
  }
  for (std::size_t i = 0; i < kRandomDigits; ++i) ulid[kTimeDigits + i] = kUlidDigits[random[i] & kDigitMask];
  return ulid;
}

bool IsUlid(std::string_view text) {
  // 26 digits hold 130 bits: above '7' in the first one they exceed the 128 of a ULID.
  return text.size() == kTimeDigits + kRandomDigits && text.front() <= '7' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return kIsDigit[static_cast<unsigned char>(c)]; });
}

std::string UlidSequence::Next(absl::Time now) {
  const absl::MutexLock lock(&mutex_);
  std::string next = NewUlid(now);
  last_ = next.compare(0, kTimeDigits, last_, 0, kTimeDigits) > 0 ? std::move(next) : Incremented(last_);
  return last_;
}

}  // namespace laurel::api
