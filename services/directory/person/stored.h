// A person as the table holds them: what the organisation knows of them is not filled in. A value.
#pragma once

#include <cstdint>

#include "laurel/directory/v1/person.pb.h"

namespace laurel::directory::person {

struct Stored {
  v1::Person person;
  std::int64_t version = 0;  // of the row
};

}  // namespace laurel::directory::person
