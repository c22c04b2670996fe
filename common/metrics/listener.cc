#include "common/metrics/listener.h"

#include <charconv>
#include <chrono>
#include <exception>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/steady_timer.hpp"
#include "boost/beast/core/bind_handler.hpp"
#include "boost/beast/core/flat_buffer.hpp"
#include "boost/beast/core/tcp_stream.hpp"
#include "boost/beast/http.hpp"
#include "common/log/log.h"
#include "fmt/format.h"

namespace laurel::metrics {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t kHeaderBytes = 8 * 1024;
constexpr std::chrono::milliseconds kAcceptPause{
    100};  // when no file descriptor is free, instead of spinning

using Request = http::request<http::empty_body>;
using Response = http::response<http::string_body>;

struct Pages {
  const Registry& registry;
  Listener::Readiness readiness;
};

Response Answer(const Request& request, http::status status, std::string body,
                std::string_view type = "text/plain; charset=utf-8") {
  Response response(status, request.version());
  response.set(http::field::content_type, beast::string_view(type.data(), type.size()));
  response.set(http::field::cache_control, "no-store");
  response.keep_alive(request.keep_alive());
  response.body() = std::move(body);
  response.prepare_payload();
  return response;
}

Response Dispatch(const Request& request, const Pages& pages) {
  if (request.method() != http::verb::get && request.method() != http::verb::head) {
    Response response = Answer(request, http::status::method_not_allowed, "only GET and HEAD\n");
    response.set(http::field::allow, "GET, HEAD");
    return response;
  }
  const beast::string_view path = request.target().substr(0, request.target().find('?'));
  if (path == "/metrics") {
    return Answer(request, http::status::ok, pages.registry.Serialize(),
                  "text/plain; version=0.0.4; charset=utf-8");
  }
  if (path == "/livez") {
    return Answer(request, http::status::ok, "ok\n");
  }
  if (path == "/readyz") {
    const std::string failing = pages.readiness();
    return failing.empty()
               ? Answer(request, http::status::ok, "ok\n")
               : Answer(request, http::status::service_unavailable, "not ready: " + failing + "\n");
  }
  return Answer(request, http::status::not_found, "here are /metrics, /livez and /readyz\n");
}

// One connection; kept alive by the operation it waits for, and gone with the last.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, const Pages& pages, std::chrono::milliseconds timeout, std::size_t& open)
      : stream_(std::move(socket)), pages_(pages), timeout_(timeout), open_(open) {
    ++open_;
  }
  ~Session() { --open_; }

  void Read() {
    parser_.emplace();
    parser_->header_limit(kHeaderBytes);
    parser_->body_limit(0);
    stream_.expires_after(
        timeout_);  // for the whole request: a byte now and then does not hold the connection
    http::async_read(stream_, buffer_, *parser_,
                     beast::bind_front_handler(&Session::OnRead, shared_from_this()));
  }

 private:
  void OnRead(error_code error, std::size_t) {
    if (!error) {
      Respond();
    } else if (error.category() == http::make_error_code(http::error::bad_method).category() &&
               error != http::error::end_of_stream && error != http::error::partial_message) {
      Request closing;
      closing.keep_alive(false);
      Write(Answer(closing, http::status::bad_request, "not a request that this port takes\n"));
    }
  }

  void Respond() {
    const Request& request = parser_->get();
    try {
      Response response = Dispatch(request, pages_);
      if (request.method() == http::verb::head) {
        response.body().clear();  // content-length stays that of the body
      }
      Write(std::move(response));
    } catch (const std::exception& error) {
      log::Error("a page of the metrics port failed", {{"error", std::string_view(error.what())}});
      Write(Answer(request, http::status::internal_server_error, "see the log\n"));
    }
  }

  void Write(Response response) {
    response_ = std::move(response);
    stream_.expires_after(timeout_);
    http::async_write(stream_, response_, beast::bind_front_handler(&Session::OnWritten, shared_from_this()));
  }

  void OnWritten(error_code error, std::size_t) {
    if (error) {
      return;
    }
    if (response_.keep_alive()) {
      Read();
    } else {
      stream_.socket().shutdown(tcp::socket::shutdown_send, error);
    }
  }

  beast::tcp_stream stream_;
  const Pages& pages_;
  const std::chrono::milliseconds timeout_;
  std::size_t& open_;
  beast::flat_buffer buffer_{kHeaderBytes};
  std::optional<http::request_parser<http::empty_body>> parser_;
  Response response_;
};

// "host:port" or "[v6]:port".
absl::StatusOr<tcp::endpoint> Resolve(asio::io_context& context, const std::string& address) {
  const std::size_t colon = address.rfind(':');
  const std::string port = colon == std::string::npos ? "" : address.substr(colon + 1);
  std::uint16_t number = 0;  // the resolver takes 65536 for 0
  const auto [end, wrong] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (wrong != std::errc() || end != port.data() + port.size()) {
    return absl::InvalidArgumentError(
        fmt::format("metrics address \"{}\": expected host:port, port 0 to 65535", address));
  }
  std::string host = address.substr(0, colon);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  error_code error;
  const auto found = tcp::resolver(context).resolve(
      host, port, tcp::resolver::passive | tcp::resolver::numeric_service, error);
  if (error) {
    return absl::InvalidArgumentError(fmt::format("metrics address \"{}\": {}", address, error.message()));
  }
  return found.begin()->endpoint();
}

}  // namespace

struct Listener::State {
  State(const ListenerOptions& listener_options, Pages served)
      : options(listener_options), pages(std::move(served)), acceptor(context), pause(context) {}

  absl::Status Listen();
  void Accept();
  void OnAccept(error_code error, tcp::socket socket);

  const ListenerOptions options;
  const Pages pages;
  std::size_t open =
      0;  // connections; before `context`, whose end ends the sessions that count themselves here
  asio::io_context context{1};
  tcp::acceptor acceptor;
  asio::steady_timer pause;
  std::thread thread;
};

absl::Status Listener::State::Listen() {
  absl::StatusOr<tcp::endpoint> endpoint = Resolve(context, options.address);
  if (!endpoint.ok()) {
    return endpoint.status();
  }
  error_code error;
  acceptor.open(endpoint->protocol(), error);
  if (!error) {
    acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  }
  if (!error) {
    acceptor.bind(*endpoint, error);
  }
  if (!error) {
    acceptor.listen(asio::socket_base::max_listen_connections, error);
  }
  if (error) {
    return absl::FailedPreconditionError(
        fmt::format("cannot listen on metrics address {}: {}", options.address, error.message()));
  }
  return absl::OkStatus();
}

void Listener::State::Accept() {
  acceptor.async_accept([this](error_code error, tcp::socket socket) { OnAccept(error, std::move(socket)); });
}

void Listener::State::OnAccept(error_code error, tcp::socket socket) {
  if (error == asio::error::operation_aborted) {
    return;
  }
  if (error) {
    pause.expires_after(kAcceptPause);
    pause.async_wait([this](error_code ended) {
      if (!ended) {
        Accept();
      }
    });
    return;
  }
  if (open < options.connections) {
    std::make_shared<Session>(std::move(socket), pages, absl::ToChronoMilliseconds(options.timeout), open)
        ->Read();
  }
  Accept();
}

absl::StatusOr<std::unique_ptr<Listener>> Listener::Start(const ListenerOptions& options,
                                                          const Registry& registry, Readiness readiness) {
  auto state = std::make_unique<State>(options, Pages{registry, std::move(readiness)});
  if (absl::Status listening = state->Listen(); !listening.ok()) {
    return listening;
  }
  state->Accept();
  state->thread = std::thread([&context = state->context] { context.run(); });
  return std::unique_ptr<Listener>(new Listener(std::move(state)));
}

Listener::Listener(std::unique_ptr<State> state) : state_(std::move(state)) {}

Listener::~Listener() {
  state_->context.stop();
  state_->thread.join();
}

std::uint16_t Listener::port() const {
  error_code error;
  return state_->acceptor.local_endpoint(error).port();
}

}  // namespace laurel::metrics
