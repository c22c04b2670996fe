#include "common/metrics/listener.h"

#include <memory>
#include <string>
#include <vector>

#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/read.hpp"
#include "boost/asio/write.hpp"
#include "boost/beast/core/flat_buffer.hpp"
#include "boost/beast/http.hpp"
#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::metrics {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using ::testing::HasSubstr;

class ListenerTest : public ::testing::Test {
 protected:
  void Start(ListenerOptions options) {
    options.address = "127.0.0.1:0";
    auto started = Listener::Start(options, registry_, [this] { return failing_; });
    ASSERT_TRUE(started.ok()) << started.status();
    listener_ = *std::move(started);
  }

  tcp::socket Connect() {
    tcp::socket socket(context_);
    socket.connect({asio::ip::address_v4::loopback(), listener_->port()});
    return socket;
  }

  static http::response<http::string_body> Exchange(tcp::socket& socket, http::verb verb,
                                                    const std::string& path) {
    http::request<http::empty_body> request(verb, path, 11);
    request.set(http::field::host, "localhost");
    http::write(socket, request);
    http::response_parser<http::string_body> parser;
    parser.skip(verb == http::verb::head);
    boost::beast::flat_buffer buffer;
    http::read(socket, buffer, parser);
    return parser.release();
  }

  http::response<http::string_body> Call(http::verb verb, const std::string& path) {
    tcp::socket socket = Connect();
    return Exchange(socket, verb, path);
  }

  // Everything the listener says until it closes the connection.
  static std::string ReadToEnd(tcp::socket& socket) {
    std::string text;
    boost::system::error_code error;
    asio::read(socket, asio::dynamic_buffer(text), error);
    EXPECT_TRUE(error == asio::error::eof || error == asio::error::connection_reset) << error.message();
    return text;
  }

  Registry registry_;
  std::string failing_;
  asio::io_context context_;
  std::unique_ptr<Listener> listener_;
};

TEST_F(ListenerTest, ServesTheRegistry) {
  Start({});
  registry_.AddCounter("laurel_events_total", "Events.").Increment();
  const auto response = Call(http::verb::get, "/metrics");
  EXPECT_EQ(response.result(), http::status::ok);
  EXPECT_EQ(response[http::field::content_type], "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(response.body(), HasSubstr("laurel_events_total 1"));
  EXPECT_EQ(Call(http::verb::get, "/metrics?name=x").result(), http::status::ok);
}

TEST_F(ListenerTest, IsAliveEvenWhenNotReady) {
  failing_ = "database";
  Start({});
  EXPECT_EQ(Call(http::verb::get, "/livez").result(), http::status::ok);
}

TEST_F(ListenerTest, NamesTheCheckThatFails) {
  Start({});
  EXPECT_EQ(Call(http::verb::get, "/readyz").result(), http::status::ok);
  listener_.reset();
  failing_ = "database";
  Start({});
  const auto response = Call(http::verb::get, "/readyz");
  EXPECT_EQ(response.result(), http::status::service_unavailable);
  EXPECT_THAT(response.body(), HasSubstr("database"));
}

TEST_F(ListenerTest, AnswersHeadWithTheLengthAndNoBody) {
  Start({});
  const auto response = Call(http::verb::head, "/livez");
  EXPECT_EQ(response.result(), http::status::ok);
  EXPECT_EQ(response[http::field::content_length], "3");
  EXPECT_EQ(response.body(), "");
}

TEST_F(ListenerTest, KnowsNoOtherPathAndNoOtherMethod) {
  Start({});
  EXPECT_EQ(Call(http::verb::get, "/").result(), http::status::not_found);
  EXPECT_EQ(Call(http::verb::get, "/metrics/../etc/passwd").result(), http::status::not_found);
  const auto refused = Call(http::verb::post, "/metrics");
  EXPECT_EQ(refused.result(), http::status::method_not_allowed);
  EXPECT_EQ(refused[http::field::allow], "GET, HEAD");
}

TEST_F(ListenerTest, ServesSeveralConnectionsAndSeveralRequestsOnEach) {
  Start({});
  std::vector<tcp::socket> sockets;
  for (int i = 0; i < 10; ++i) {
    sockets.push_back(Connect());
  }
  for (int round = 0; round < 3; ++round) {
    for (tcp::socket& socket : sockets) {
      EXPECT_EQ(Exchange(socket, http::verb::get, "/livez").result(), http::status::ok);
    }
  }
}

TEST_F(ListenerTest, SaysThatThePortIsTaken) {
  Start({});
  const std::string address = fmt::format("127.0.0.1:{}", listener_->port());
  const auto second = Listener::Start({.address = address}, registry_, [] { return std::string(); });
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(second.status().message()), HasSubstr(address + ": Address already in use"));
}

TEST_F(ListenerTest, RefusesWhatIsNoAddress) {
  for (const char* address : {"", "127.0.0.1", "127.0.0.1:http-alt", "127.0.0.1:65536", "no such host:1"}) {
    const auto started = Listener::Start({.address = address}, registry_, [] { return std::string(); });
    EXPECT_EQ(started.status().code(), absl::StatusCode::kInvalidArgument) << address;
  }
}

TEST_F(ListenerTest, ClosesOnGarbageAndServesOthers) {
  Start({});
  const std::string binary("\x16\x03\x01\x02\x00\x01\x00\xff\x00\r\n\r\n", 13);
  for (const std::string& garbage : {binary, std::string("GET\r\n\r\n"), std::string(100'000, 'a'),
                                     "GET / HTTP/1.1\r\nX: " + std::string(100'000, 'a') + "\r\n\r\n",
                                     std::string("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n")}) {
    tcp::socket socket = Connect();
    boost::system::error_code ignored;  // the listener may close before all is written
    asio::write(socket, asio::buffer(garbage), ignored);
    const std::string said = ReadToEnd(socket);
    EXPECT_TRUE(said.empty() || said.starts_with("HTTP/1.1 400")) << said;
  }
  EXPECT_EQ(Call(http::verb::get, "/livez").result(), http::status::ok);
}

TEST_F(ListenerTest, DropsASlowClient) {
  Start({.timeout = absl::Milliseconds(50)});
  tcp::socket socket = Connect();
  asio::write(socket, asio::buffer(std::string("GET /metrics HT")));
  EXPECT_EQ(ReadToEnd(socket), "");
}

TEST_F(ListenerTest, ClosesConnectionsOverTheLimit) {
  Start({.connections = 2});
  tcp::socket first = Connect();
  tcp::socket second = Connect();
  EXPECT_EQ(Exchange(first, http::verb::get, "/livez").result(), http::status::ok);
  EXPECT_EQ(Exchange(second, http::verb::get, "/livez").result(), http::status::ok);
  tcp::socket third = Connect();
  EXPECT_EQ(ReadToEnd(third), "");
  EXPECT_EQ(Exchange(first, http::verb::get, "/livez").result(), http::status::ok);
}

TEST_F(ListenerTest, EndsWhileConnectionsAreOpen) {
  Start({});
  tcp::socket socket = Connect();
  EXPECT_EQ(Exchange(socket, http::verb::get, "/livez").result(), http::status::ok);
  listener_.reset();
  EXPECT_EQ(ReadToEnd(socket), "");
}

}  // namespace
}  // namespace laurel::metrics
