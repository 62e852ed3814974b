package dev.ostia.cli.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** A real etcd on a free loopback port, with its data in a folder. */
final class Etcd implements AutoCloseable {

  private final String url = "http://127.0.0.1:" + ApiServer.freePort();
  private final Process process;

  Etcd(KubeAssets assets, Path folder) throws IOException {
    process =
        assets.start(
            folder,
            "etcd",
            "--data-dir=" + folder.resolve("etcd-data"),
            "--listen-client-urls=" + url,
            "--advertise-client-urls=" + url,
            "--listen-peer-urls=http://127.0.0.1:" + ApiServer.freePort(),
            "--unsafe-no-fsync");
  }

  String url() {
    return url;
  }

  /** Forgets all versions but the newest of each object. */
  void compact() throws IOException, InterruptedException {
    String revision =
        new ObjectMapper()
            .readTree(ask("maintenance/status", "{}"))
            .at("/header/revision")
            .textValue();
    ask("kv/compaction", "{\"revision\": \"" + revision + "\", \"physical\": true}");
  }

  private String ask(String path, String body) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url + "/v3/" + path))
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(path + ": " + answer.body());
      }
      return answer.body();
    }
  }

  @Override
  public void close() {
    ApiServer.end(process);
  }
}
