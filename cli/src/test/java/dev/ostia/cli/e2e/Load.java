package dev.ostia.cli.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A steady load on one URL of a gateway on loopback: two workers, about 200 requests a second.
 * Every answer but 200 is a failure that is kept.
 */
public final class Load implements AutoCloseable {

  private final HttpRequest request;
  private final AtomicInteger answered = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> workers;
  private volatile boolean running = true;

  private Load(URI uri) {
    this.request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    this.workers =
        IntStream.range(0, 2).mapToObj(i -> Thread.ofVirtual().start(this::work)).toList();
  }

  public static Load on(int port, String path) {
    return new Load(URI.create("http://127.0.0.1:" + port + path));
  }

  private void work() {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (running) {
        try {
          HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
          if (answer.statusCode() == 200) {
            answered.incrementAndGet();
          } else {
            failures.add(answer.statusCode() + " " + answer.body());
          }
        } catch (IOException e) {
          failures.add(e.toString());
        }
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public int answered() {
    return answered.get();
  }

  public List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    running = false;
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
