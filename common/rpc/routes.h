// Ties the methods of one gRPC service to their handlers: one line a method.
//
//   grpc::ServerUnaryReactor* AddNote(rpc::Context* c, const v1::AddNoteRequest* q, v1::Note* a) override {
//     return routes_.Unary(__func__, c, q, a, note::AddNote);
//   }
//
// Handlers are free functions over the service's Env and the Call; they run on workers (bidirectional ones on
// a thread of their own), with everything checked that the protos declare. What a handler throws becomes
// INTERNAL. What was only tried (validate_only) is answered without the name that nothing has. Thread-safe.
#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "common/api/preview.h"
#include "common/rpc/call.h"
#include "common/rpc/pipeline.h"
#include "common/rpc/stages/bidi_call.h"
#include "common/rpc/stages/method.h"
#include "common/rpc/stages/stream_call.h"
#include "common/rpc/stages/unary_call.h"
#include "common/rpc/stream.h"

namespace laurel::rpc {

template <typename Env>
class Routes {
 public:
  // `service`: its full name, e.g. v1::CoachingService::service_full_name(). `env` must outlive the calls.
  Routes(Pipeline& pipeline, std::string_view service, Env& env)
      : engine_(pipeline.engine()), methods_(pipeline.Register(service)), env_(env) {}

  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Unary(const char* method, Context* context, const Request* request,
                                  Response* response,
                                  absl::StatusOr<Response> (*handler)(Env&, Call&, const Request&)) {
    return StartUnaryCall(engine_, methods_.Find(method), *context, MutableRequest(request), *response,
                          [handler, request, response, &env = env_](Call& call) -> absl::Status {
                            absl::StatusOr<Response> answer = handler(env, call, *request);
                            if (!answer.ok()) return std::move(answer).status();
                            if constexpr (requires { request->validate_only(); }) {
                              if (request->validate_only()) api::MakePreview(*answer);
                            }
                            *response = *std::move(answer);
                            return absl::OkStatus();
                          });
  }

  // OK from the handler leaves the stream open: whoever holds the writer finishes it. An error ends it.
  template <typename Request, typename Response>
  grpc::ServerWriteReactor<Response>* ServerStream(
      const char* method, Context* context, const Request* request,
      absl::Status (*handler)(Env&, Call&, const Request&, std::shared_ptr<StreamWriter<Response>>)) {
    return StreamReactor<Response>::Start(
        engine_, methods_.Find(method), *context, MutableRequest(request),
        [handler, request, &env = env_](Call& call, std::shared_ptr<StreamWriter<Response>> writer) {
          return handler(env, call, *request, std::move(writer));
        });
  }

  // The stream ends with what the handler returns.
  template <typename Request, typename Response>
  grpc::ServerBidiReactor<Request, Response>* Bidi(const char* method, Context* context,
                                                   absl::Status (*handler)(Env&, Call&,
                                                                           BidiStream<Request, Response>&)) {
    return BidiReactor<Request, Response>::Start(
        engine_, methods_.Find(method), *context,
        [handler, &env = env_](Call& call, BidiStream<Request, Response>& stream) {
          return handler(env, call, stream);
        });
  }

 private:
  // gRPC makes the request for this call alone and lends it until Finish; field rules normalise it in place,
  // without a copy.
  template <typename Request>
  static Request& MutableRequest(const Request* request) {
    return *const_cast<Request*>(request);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  }

  Engine& engine_;
  const MethodTable& methods_;
  Env& env_;
};

}  // namespace laurel::rpc
