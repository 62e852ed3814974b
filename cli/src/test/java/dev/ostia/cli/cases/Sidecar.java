package dev.ostia.cli.cases;

import dev.ostia.controlplane.cases.Backend;
import dev.ostia.controlplane.cases.pki.Certificates;
import dev.ostia.controlplane.cases.pki.TestCertificate;
import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ends the TLS of a mesh before a plain backend, as a sidecar does. With BoringSSL, since Java's
 * own TLS refuses the underscores in the mesh's server names.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the client sees what becomes of its connection
final class Sidecar implements AutoCloseable {

  private static final int BUFFER = 8192;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel server;

  /**
   * Starts to serve.
   *
   * @param port where the plain backend is
   */
  Sidecar(Backend backend, int port) throws IOException {
    SslContext tls = context(backend);
    this.server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Relay(port));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  private static SslContext context(Backend backend) throws IOException {
    TestCertificate own = Certificates.OF_CASES.get(backend.certificate().orElseThrow());
    SslContextBuilder builder =
        SslContextBuilder.forServer(own.key(), own.certificate()).sslProvider(SslProvider.OPENSSL);
    backend
        .clientAuthority()
        .map(Certificates.OF_CASES::get)
        .ifPresent(
            authority ->
                builder.trustManager(authority.certificate()).clientAuth(ClientAuth.REQUIRE));
    return builder.build();
  }

  @Override
  public void close() {
    server.close();
    loops.shutdownGracefully();
  }

  /** Hands the bytes of one connection to the backend and back. */
  private static final class Relay extends SimpleChannelInboundHandler<ByteBuf> {

    private final int port;
    private @Nullable Socket backend;

    Relay(int port) {
      this.port = port;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) throws IOException {
      byte[] read = new byte[bytes.readableBytes()];
      bytes.readBytes(read);
      Socket to = backend;
      if (to == null) {
        to = new Socket(InetAddress.getLoopbackAddress(), port);
        backend = to;
        Socket from = to;
        Thread.ofVirtual().start(() -> back(from, context));
      }
      to.getOutputStream().write(read);
    }

    private static void back(Socket from, ChannelHandlerContext context) {
      byte[] buffer = new byte[BUFFER];
      try {
        for (int n = from.getInputStream().read(buffer);
            n >= 0;
            n = from.getInputStream().read(buffer)) {
          context.writeAndFlush(Unpooled.wrappedBuffer(Arrays.copyOf(buffer, n)));
        }
      } catch (IOException e) {
        // The client went away.
      }
      context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws IOException {
      if (backend != null) {
        backend.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
