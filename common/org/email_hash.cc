#include "common/org/email_hash.h"

#include <openssl/sha.h>

#include <array>
#include <string>

#include "common/api/text.h"

namespace laurel::org {

std::uint64_t EmailHash(std::string_view email) {
  const std::string lowered = api::LowerAscii(email);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(lowered.data()), lowered.size(), digest.data());
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < sizeof hash; ++i) hash = hash << 8 | digest[i];
  return hash;
}

}  // namespace laurel::org
