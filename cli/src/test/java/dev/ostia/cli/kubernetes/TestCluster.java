package dev.ostia.cli.kubernetes;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real API server with Ostia's definitions and the role of {@code deploy/base}. Tests share it,
 * and each has a namespace and ports of its own.
 *
 * @param api the server, as its administrator uses it
 * @param token of the service account that {@code deploy/base} gives to the control plane
 * @param folder for files of tests; gone when all are done
 */
record TestCluster(ApiServer api, String token, Path folder) {

  /** On a busy machine everything takes its time. */
  static final Duration LONG = Duration.ofSeconds(90);

  static TestCluster start(KubeAssets assets, Path folder) throws Exception {
    return start(assets, folder, deploy("crds"));
  }

  /** The same with other definitions of Istio's kinds. */
  static TestCluster start(KubeAssets assets, Path folder, Path definitions) throws Exception {
    ApiServer api = new ApiServer(assets, folder);
    api.kubectl("", "apply", "--server-side", "-f", definitions.toString());
    api.kubectl("", "apply", "-f", deploy("base/namespace.yaml").toString());
    api.kubectl("", "apply", "-f", deploy("base/rbac.yaml").toString());
    api.kubectl("", "create", "namespace", "istio-system");
    String token = api.kubectl("", "create", "token", "ostia", "-n", "ostia-system").strip();
    return new TestCluster(api, token, folder);
  }

  /** A file or folder of {@code deploy}. */
  static Path deploy(String path) {
    return Path.of(System.getProperty("ostia.root"), "deploy").resolve(path);
  }

  /** How the control plane connects: with its own rights alone. */
  Config config() {
    return api.config(token);
  }

  void namespace(String name) throws Exception {
    api.kubectl("", "create", "namespace", name);
  }

  /** {@code kubectl apply} of YAML. */
  void apply(String yaml) throws Exception {
    api.apply(yaml);
  }

  void delete(String kind, String namespace, String name) throws Exception {
    api.kubectl("", "delete", kind, name, "-n", namespace);
  }

  /** A condition as {@code status reason message observedGeneration}. */
  String condition(String kind, String namespace, String name, String type) throws Exception {
    String path =
        "jsonpath={range .status.conditions[?(@.type==\"%s\")]}{.status} {.reason} {.message} {.observedGeneration}{end}"
            .formatted(type);
    return api.kubectl("", "get", kind, name, "-n", namespace, "-o", path);
  }

  void awaitCondition(String kind, String namespace, String name, String type, String text) {
    await("%s %s/%s %s is %s".formatted(kind, namespace, name, type, text))
        .atMost(LONG)
        .until(() -> condition(kind, namespace, name, type), text::equals);
  }
}
