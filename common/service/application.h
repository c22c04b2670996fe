// What a service adds to its Host: its stores, feeds, handlers' environment and gRPC faces, in one object.
#pragma once

#include <vector>

#include "grpcpp/impl/codegen/service_type.h"

namespace laurel {

// Made before the server listens and destroyed after the last call has ended; the host outlives it.
class Application {
 public:
  Application() = default;
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;
  virtual ~Application() = default;

  // Alive as long as the application.
  virtual std::vector<grpc::Service*> services() = 0;
};

}  // namespace laurel
