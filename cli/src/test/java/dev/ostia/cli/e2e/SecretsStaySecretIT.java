package dev.ostia.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ostia.cli.Cli;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs with private keys that are known, in good Secrets and in Secrets that are wrong in ways that
 * make Ostia speak of them, and looks for the keys in all that it prints, logs and shows.
 */
class SecretsStaySecretIT {

  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
  private static final String NAMES = "good other generic damaged misplaced text list";

  @TempDir Path temp;

  /** What must not appear: the middle of each line of a key, in the forms that it could take. */
  private final List<String> known = new ArrayList<>();

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void privateKeysAppearNowhere() throws Exception {
    Path config = Files.createDirectory(temp.resolve("config"));
    writeConfiguration(config);
    StringBuilder all = new StringBuilder();

    for (String format : List.of("yaml", "json")) {
      all.append(run("translate-" + format, "translate", "-f", config.toString(), "-o", format));
    }
    all.append(run("validate", "validate", "--verbose", "-f", config.toString()));
    Path before = Files.createDirectory(temp.resolve("before"));
    writeConfiguration(before);
    all.append(Views.ofFiles(config, before));
    assertThat(all.toString()).contains("[redacted]").contains("kubernetes://good");
    int port = OstiaProcess.freePort();
    try (OstiaProcess ostia = serve(config, port)) {
      ostia.awaitLine("ready: ");
      String admin = admin(ostia.output());
      String views = Views.ofRunning(admin, awaitProxy(admin));
      assertThat(views).contains("[redacted]").contains("kubernetes://good");
      all.append(views);
      assertThat(heapDumps(ostia.pid()))
          .hasSizeGreaterThanOrEqualTo(3)
          .allMatch(line -> line.matches(".* = (false|0) .*"));
      Files.writeString(config.resolve("later.yaml"), secret("missing", pair()));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> get(admin + "/debug/config").contains("kubernetes://missing"));
      Files.writeString(config.resolve("later.yaml"), secret("missing", pair()) + "\n  broken: [");
      ostia.awaitLine("later.yaml:");
      all.append(get(admin + "/debug/config")).append(get(admin + "/debug/diagnostics"));
      assertThat(ostia.terminate()).isZero();
      all.append(ostia.output());
    }

    assertThat(all.toString()).doesNotContain("PRIVATE KEY");
    for (String part : known) {
      assertThat(all.indexOf(part)).as(part).isNegative();
    }
  }

  /** The id of the gateway, once it has its configuration. */
  private String awaitProxy(String admin) {
    String controlPlane = URI.create(admin).getAuthority();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                Cli.run("proxy-status", "--control-plane", controlPlane).out().lines().count() > 1);
    return Cli.run("proxy-status", "--control-plane", controlPlane)
        .out()
        .lines()
        .skip(1)
        .findFirst()
        .orElseThrow()
        .split("\\s", 2)[0];
  }

  /** What a running JVM has been told of heap dumps, which would hold the keys. */
  private static List<String> heapDumps(long pid) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked = new ProcessBuilder(jcmd, "" + pid, "VM.flags", "-all").start();
    return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.matches(".* HeapDump(On|Before|After)\\w+ .*"))
        .toList();
  }

  private String run(String name, String... arguments) throws IOException {
    try (OstiaProcess process = OstiaProcess.start(temp, name, arguments)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
      return process.output();
    }
  }

  private OstiaProcess serve(Path config, int port) throws IOException {
    return OstiaProcess.start(
        temp,
        "run",
        "run",
        "--verbose",
        "-f",
        config.toString(),
        "--port",
        "443=" + port,
        "--xds-address",
        "127.0.0.1:0",
        "--admin-address",
        "127.0.0.1:0",
        "--envoy-admin-port",
        "0",
        "--ready-port",
        "0",
        "--stats-port",
        "0");
  }

  private static String admin(String output) {
    Matcher matcher = Pattern.compile("admin pages (http://[0-9.:]+)").matcher(output);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private String get(String url) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private void writeConfiguration(Path config) throws Exception {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: gw, namespace: istio-system}
        spec:
          selector: {istio: ingressgateway}
          servers:
        """);
    for (String name : (NAMES + " missing").split(" ")) {
      yaml.append(
          """
            - port: {number: 443, name: %s, protocol: HTTPS}
              hosts: [%s.example]
              tls: {mode: SIMPLE, credentialName: %s}
          """
              .formatted(name, name, name));
    }
    Files.writeString(config.resolve("gateway.yaml"), yaml.toString().replace("\n    -", "\n  -"));
    Files.writeString(
        config.resolve("app.yaml"),
        Yaml.service("app", 8080)
            + "---\n"
            + Yaml.virtualService("app").replace("- gateway", "- istio-system/gw"));
    KeyPair good = pair();
    KeyPair other = pair();
    Files.writeString(config.resolve("good.yaml"), secret("good", good));
    // A key that is another certificate's, one with an end that is missing, keys in wrong places.
    String wrong =
        entries("other", certificate(good), key(other))
            + entries("damaged", certificate(good), key(other).substring(0, 110) + "\n")
            + entries("misplaced", key(other), key(other))
            + entries("generic", certificate(good), key(good)).replace("tls.", "");
    Files.writeString(config.resolve("wrong.yaml"), wrong);
    Files.writeString(config.resolve("text.yaml"), head("text") + "data: " + oneLine(other) + "\n");
    Files.writeString(
        config.resolve("list.yaml"), head("list") + "data: {tls.key: [" + oneLine(good) + "]}\n");
    Files.writeString(
        config.resolve("field.yaml"), head("field") + "tls.key: " + oneLine(good) + "\n");
    Files.writeString(
        config.resolve("base64.yaml"), head("base64") + "data: {tls.key: " + oneLine(good) + "}\n");
  }

  private static String oneLine(KeyPair pair) {
    return '"' + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "!\"";
  }

  private static String head(String name) {
    return "apiVersion: v1\nkind: Secret\nmetadata: {name: "
        + name
        + ", namespace: istio-system}\n";
  }

  private String secret(String name, KeyPair pair) throws Exception {
    return entries(name, certificate(pair), key(pair));
  }

  private static String entries(String name, String certificate, String key) {
    return "---\n"
        + head(name)
        + "stringData:\n  tls.crt: |\n"
        + certificate.indent(4)
        + "  tls.key: |\n"
        + key.indent(4);
  }

  private KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    byte[] encoded = pair.getPrivate().getEncoded();
    // Behind the first 35 bytes, which all keys share, and before the end of the first line.
    known.add(Base64.getEncoder().encodeToString(encoded).substring(48, 64));
    byte[] pem = key(pair).getBytes(StandardCharsets.US_ASCII);
    known.add(Base64.getEncoder().encodeToString(pem).substring(120, 144));
    known.add(java.util.HexFormat.of().formatHex(encoded, 40, 52));
    return pair;
  }

  private static String key(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + LINES.encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static String certificate(KeyPair pair) throws Exception {
    X500Name name = new X500Name("CN=good.example");
    byte[] encoded =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.TWO,
                Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                Date.from(Instant.parse("2120-01-01T00:00:00Z")),
                name,
                pair.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
            .getEncoded();
    return "-----BEGIN CERTIFICATE-----\n"
        + LINES.encodeToString(encoded)
        + "\n-----END CERTIFICATE-----\n";
  }
}
