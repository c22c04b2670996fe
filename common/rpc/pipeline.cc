#include "common/rpc/pipeline.h"

#include <utility>

#include "common/rpc/stages/engine.h"
#include "common/status/error.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::rpc {

Pipeline::Pipeline(PipelineOptions options, Verifier verifier, Resolver resolver, const Clock& clock,
                   metrics::Registry& registry)
    : engine_(std::make_unique<Engine>(std::move(options), std::move(verifier), std::move(resolver), clock,
                                       registry)) {
  for (int i = 0; i < engine_->options.workers; ++i) {
    engine_->workers.emplace_back([&queue = engine_->queue] {
      while (Job* job = queue.Pop()) job->Run();
    });
  }
}

Pipeline::~Pipeline() {
  Close();
  engine_->bidi_threads.Close();
  engine_->workers.clear();  // joins
}

const MethodTable& Pipeline::Register(std::string_view service) {
  absl::MutexLock lock(&engine_->tables_mutex);
  return engine_->tables.emplace_back(service, engine_->registry, engine_->mistakes);
}

absl::Status Pipeline::CheckServices() const {
  absl::MutexLock lock(&engine_->tables_mutex);
  if (engine_->mistakes.empty()) return absl::OkStatus();
  return Error(
      absl::StatusCode::kFailedPrecondition, "SERVICE_DECLARATION",
      fmt::format("the services are not declared completely: {}", fmt::join(engine_->mistakes, "; ")));
}

void Pipeline::CloseStreams() { engine_->streams.Close(); }

void Pipeline::Close() { engine_->queue.Close(); }

}  // namespace laurel::rpc
