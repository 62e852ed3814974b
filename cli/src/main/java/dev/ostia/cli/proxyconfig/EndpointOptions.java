package dev.ostia.cli.proxyconfig;

import picocli.CommandLine.Option;

/** The options that pick endpoints. */
final class EndpointOptions {

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "",
      description = "Only endpoints with this address.")
  String address = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Only endpoints with this port.")
  int port;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only endpoints of the cluster of this name.")
  String cluster = "";

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      defaultValue = "",
      description = "Only endpoints of this health: healthy, unhealthy, draining, degraded ...")
  String status = "";
}
