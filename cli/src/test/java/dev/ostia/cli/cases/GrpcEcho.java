package dev.ostia.cli.cases;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC backend, without TLS, that answers every unary call with what it got, and with a trailer.
 * The method {@code Fail} fails instead, in trailers alone.
 */
final class GrpcEcho implements AutoCloseable {

  static final Metadata.Key<String> ADDRESS =
      Metadata.Key.of(EchoServer.ADDRESS_HEADER, Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> TRAILER =
      Metadata.Key.of("x-trailer", Metadata.ASCII_STRING_MARSHALLER);

  private final Server server;

  GrpcEcho(String address) throws IOException {
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .fallbackHandlerRegistry(new EveryMethod(address))
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  /** A method of any name whose messages are bytes. */
  static MethodDescriptor<byte[], byte[]> method(String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(name)
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class EveryMethod extends HandlerRegistry {

    private final String address;

    EveryMethod(String address) {
      this.address = address;
    }

    @Override
    public ServerMethodDefinition<byte[], byte[]> lookupMethod(
        String name, @Nullable String authority) {
      return ServerMethodDefinition.create(method(name), (call, headers) -> answer(call));
    }

    private ServerCall.Listener<byte[]> answer(ServerCall<byte[], byte[]> call) {
      call.request(1);
      return new ServerCall.Listener<>() {
        @Override
        public void onMessage(byte[] message) {
          Metadata own = new Metadata();
          own.put(ADDRESS, address);
          Metadata trailers = new Metadata();
          trailers.put(TRAILER, "echo");
          if (call.getMethodDescriptor().getFullMethodName().endsWith("/Fail")) {
            trailers.merge(own);
            call.close(Status.FAILED_PRECONDITION.withDescription("as asked"), trailers);
            return;
          }
          call.sendHeaders(own);
          call.sendMessage(message);
          call.close(Status.OK, trailers);
        }
      };
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
