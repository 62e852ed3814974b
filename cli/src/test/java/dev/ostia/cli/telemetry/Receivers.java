package dev.ostia.cli.telemetry;

import io.envoyproxy.envoy.service.accesslog.v3.AccessLogServiceGrpc;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server for Envoy's access logs and for OpenTelemetry's log records and spans, over gRPC. */
final class Receivers implements AutoCloseable {

  private final List<StreamAccessLogsMessage> accessLogs = new CopyOnWriteArrayList<>();
  private final List<ExportLogsServiceRequest> records = new CopyOnWriteArrayList<>();
  private final List<ExportTraceServiceRequest> spans = new CopyOnWriteArrayList<>();
  private final Server server;

  Receivers() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new AccessLogs())
            .addService(new Records())
            .addService(new Spans())
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  /** What came over Envoy's own protocol; the first message of a stream says its name. */
  List<StreamAccessLogsMessage> accessLogs() {
    return accessLogs;
  }

  /** OpenTelemetry's log records. */
  List<ExportLogsServiceRequest> records() {
    return records;
  }

  /** OpenTelemetry's spans. */
  List<ExportTraceServiceRequest> spans() {
    return spans;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class AccessLogs extends AccessLogServiceGrpc.AccessLogServiceImplBase {
    @Override
    public StreamObserver<StreamAccessLogsMessage> streamAccessLogs(
        StreamObserver<StreamAccessLogsResponse> answer) {
      return new StreamObserver<>() {
        @Override
        public void onNext(StreamAccessLogsMessage message) {
          accessLogs.add(message);
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {
          answer.onCompleted();
        }
      };
    }
  }

  private final class Records extends LogsServiceGrpc.LogsServiceImplBase {
    @Override
    public void export(
        ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> answer) {
      records.add(request);
      answer.onNext(ExportLogsServiceResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  private final class Spans extends TraceServiceGrpc.TraceServiceImplBase {
    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
      spans.add(request);
      answer.onNext(ExportTraceServiceResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }
}
