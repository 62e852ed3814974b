package dev.ostia.controlplane.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the API server for compressed answers, as {@code kubectl} does, and unpacks them: a list of
 * many objects is a tenth as long then, and to decrypt it is much of what reading it costs.
 */
final class CompressedAnswers implements Interceptor {

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    builder.setHeader("Accept-Encoding", "gzip");
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    return new Unpacking(consumer);
  }

  /** Hands on what it is given, unpacked if it is packed. */
  private static final class Unpacking implements AsyncBody.Consumer<List<ByteBuffer>> {

    private final AsyncBody.Consumer<List<ByteBuffer>> to;
    private @Nullable Gunzip gunzip;

    Unpacking(AsyncBody.Consumer<List<ByteBuffer>> to) {
      this.to = to;
    }

    @Override
    public void consume(List<ByteBuffer> value, AsyncBody body) throws Exception {
      List<ByteBuffer> plain = unpack(value);
      if (plain.isEmpty()) {
        body.consume();
      } else {
        to.consume(plain, body);
      }
    }

    private List<ByteBuffer> unpack(List<ByteBuffer> value) throws ZipException {
      if (gunzip == null && value.stream().anyMatch(Gunzip::begins)) {
        gunzip = new Gunzip();
      }
      return gunzip == null ? value : gunzip.unpack(value);
    }

    @Override
    public <U> @Nullable U unwrap(Class<U> target) {
      return target.isInstance(this) ? target.cast(this) : to.unwrap(target);
    }
  }
}
