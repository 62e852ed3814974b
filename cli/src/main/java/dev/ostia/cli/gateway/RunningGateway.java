package dev.ostia.cli.gateway;

import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.dump.HttpText;
import dev.ostia.cli.dump.PodEnvoy;
import dev.ostia.cli.input.ClusterOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A gateway as the running control plane has it, without the objects that it was made from. */
public final class RunningGateway {

  private RunningGateway() {}

  /**
   * Asks the control plane.
   *
   * @param controlPlane {@code HOST:PORT} of its admin pages
   * @param name of a connected proxy
   * @throws CommandFailure if it cannot be asked or does not know the proxy
   */
  public static GatewayModel ask(String controlPlane, String name) {
    String path = "/debug/config_dump?proxy=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return DumpedGateway.parse(HttpText.get(controlPlane, path, "the control plane"), name);
  }

  /**
   * Asks the Envoy in a pod.
   *
   * @param name of a pod or a Deployment, with its namespace or without
   * @throws CommandFailure if it cannot be asked
   */
  static GatewayModel inPod(ClusterOptions cluster, String name) {
    String dump = new PodEnvoy(cluster, name, null).get("/config_dump?include_eds=true");
    return DumpedGateway.parse(dump, name);
  }
}
