// cjose is a C library: its objects here own themselves. Values; a key may be used by several threads to
// verify.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cjose/cjose.h"

namespace laurel::auth::jose {

struct Release {
  void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
  void operator()(cjose_jws_t* token) const { cjose_jws_release(token); }
  void operator()(cjose_header_t* header) const { cjose_header_release(header); }
};

using Key = std::unique_ptr<cjose_jwk_t, Release>;
using Token = std::unique_ptr<cjose_jws_t, Release>;
using Header = std::unique_ptr<cjose_header_t, Release>;

// Empty handle when `json` is not a key.
inline Key ImportKey(const std::string& json) {
  cjose_err error;
  return Key(cjose_jwk_import(json.data(), json.size(), &error));
}

// Empty handle when `compact` is not a signed token in compact form.
inline Token ImportToken(std::string_view compact) {
  cjose_err error;
  return Token(cjose_jws_import(compact.data(), compact.size(), &error));
}

}  // namespace laurel::auth::jose
