#include "common/org/email_hash.h"

#include <string>

#include "common/api/digest.h"
#include "common/api/text.h"

namespace laurel::org {

std::uint64_t EmailHash(std::string_view email) {
  const std::string digest = api::Sha256(api::LowerAscii(email));
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < sizeof hash; ++i) hash = hash << 8 | static_cast<unsigned char>(digest[i]);
  return hash;
}

}  // namespace laurel::org
