package dev.ostia.controlplane;

import dev.ostia.controlplane.source.Source;
import dev.ostia.controlplane.status.StatusOptions;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.RouteLayout;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a control plane works with.
 *
 * @param sources where objects come from; of two with the same object the earlier one wins
 * @param mesh the mesh configuration at the start
 * @param meshFile the file that it was read from, whose changes are followed; null for none
 * @param xds how proxies are served
 * @param admin where the admin pages are served; port 0 takes a free one
 * @param layout how the routes of proxies are laid out
 * @param status how status is written to the objects of a cluster; null for not at all
 * @param traces where a trace of each change is posted by OTLP over HTTP; null for nowhere
 */
public record ControlPlaneOptions(
    List<Source> sources,
    MeshConfig mesh,
    @Nullable Path meshFile,
    XdsOptions xds,
    InetSocketAddress admin,
    RouteLayout layout,
    @Nullable StatusOptions status,
    @Nullable URI traces) {

  /** A control plane that writes no status and no traces. */
  public ControlPlaneOptions(
      List<Source> sources,
      MeshConfig mesh,
      @Nullable Path meshFile,
      XdsOptions xds,
      InetSocketAddress admin,
      RouteLayout layout) {
    this(sources, mesh, meshFile, xds, admin, layout, null, null);
  }

  /** A control plane that lays routes out as lean as can be. */
  public ControlPlaneOptions(
      List<Source> sources,
      MeshConfig mesh,
      @Nullable Path meshFile,
      XdsOptions xds,
      InetSocketAddress admin) {
    this(sources, mesh, meshFile, xds, admin, RouteLayout.LEAN);
  }

  /** The same with status written so. */
  public ControlPlaneOptions withStatus(@Nullable StatusOptions other) {
    return new ControlPlaneOptions(sources, mesh, meshFile, xds, admin, layout, other, traces);
  }

  /** The same with traces posted there. */
  public ControlPlaneOptions withTraces(@Nullable URI endpoint) {
    return new ControlPlaneOptions(sources, mesh, meshFile, xds, admin, layout, status, endpoint);
  }
}
