#include "clients/cli/connection/request_id.h"

#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

namespace laurel::cli {

std::string NewRequestId() { return boost::uuids::to_string(boost::uuids::random_generator()()); }

}  // namespace laurel::cli
