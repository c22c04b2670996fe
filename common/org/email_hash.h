// What the organisation keeps of an email address. A pure function.
#pragma once

#include <cstdint>
#include <string_view>

namespace laurel::org {

// PersonRecord.email_hash: the first 8 bytes, big endian, of SHA-256 over the address with its ASCII letters
// lowered.
std::uint64_t EmailHash(std::string_view email);

}  // namespace laurel::org
