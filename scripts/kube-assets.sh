#!/usr/bin/env bash
# Fills a folder with etcd, kube-apiserver, kubectl, helm and Istio's own definitions (istio-crds.yaml)
# for the tests with a real API server, and prints the folder. What is there already is kept.
#
#   KUBEBUILDER_ASSETS   the folder (default: ~/.cache/ostia/kubebuilder/VERSION)
#
# etcd is Debian's; kube-apiserver is built from the Go module k8s.io/kubernetes, as are kubectl and
# helm where PATH has none: all in one build, since they share most of their packages. That takes
# some minutes, once. Needs go 1.24 or newer and apt-get.
set -euo pipefail

version=1.34.4
helm=3.19.0
istio=1.28.0
assets=${KUBEBUILDER_ASSETS:-${XDG_CACHE_HOME:-$HOME/.cache}/ostia/kubebuilder/$version}

# Kubernetes' own module replaces these by folders of its repository; outside of it they are these.
staging="api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider
  cluster-bootstrap code-generator component-base component-helpers controller-manager cri-api
  cri-client csi-translation-lib dynamic-resource-allocation endpointslice externaljwt kms
  kube-aggregator kube-controller-manager kube-proxy kube-scheduler kubectl kubelet metrics
  mount-utils pod-security-admission sample-apiserver sample-cli-plugin sample-controller"

say() { echo "kube-assets: $*" >&2; }

get_etcd() {
  local folder=$1
  if command -v etcd >/dev/null; then
    ln -s "$(command -v etcd)" "$folder/etcd"
    return
  fi
  say "fetching Debian's etcd"
  (
    cd "$folder"
    apt-get download -q etcd-server >&2 || { apt-get update -q >&2 && apt-get download -q etcd-server >&2; }
    dpkg -x etcd-server_*.deb unpacked
    mv unpacked/usr/bin/etcd etcd
  )
}

# The package of a command's main function.
package() {
  case $1 in
    helm) echo helm.sh/helm/v3/cmd/helm ;;
    *) echo "k8s.io/kubernetes/cmd/$1" ;;
  esac
}

build() {
  local folder=$1 command packages=()
  shift
  for command in "$@"; do packages+=("$(package "$command")"); done
  say "building $*; this takes some minutes"
  (
    cd "$folder"
    {
      printf 'module ostia.dev/kube-assets\n\ngo 1.24.0\n\n'
      printf 'require k8s.io/kubernetes v%s\nrequire helm.sh/helm/v3 v%s\n' "$version" "$helm"
      for module in $staging; do
        echo "replace k8s.io/$module => k8s.io/$module v0.${version#1.}"
      done
    } >go.mod
    local set=k8s.io/component-base/version
    # Without cgo, as Kubernetes releases them: no C compiler is needed. The compiler's garbage is
    # collected more rarely than usual: there is memory enough, and CPU time is what is short.
    CGO_ENABLED=0 GOFLAGS=-mod=mod GOGC=${GOGC:-400} go build \
      -ldflags "-s -w -X $set.gitVersion=v$version -X $set.gitMajor=1 -X $set.gitMinor=${version#1.}" \
      -o "$folder/" "${packages[@]}" >&2
  )
}

# Istio publishes its definitions in the Go module of its API.
get_istio_crds() {
  local module
  say "fetching Istio's definitions"
  module=$(cd "$1" && go mod download -json "istio.io/api@v$istio" | sed -n 's/^.*"Dir": "\(.*\)".*$/\1/p')
  install -m 644 "$module/kubernetes/customresourcedefinitions.gen.yaml" "$1/istio-crds.yaml"
}

mkdir -p "$assets"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -x "$assets/etcd" ] || { get_etcd "$work" && mv "$work/etcd" "$assets/"; }
missing=()
for command in kube-apiserver kubectl helm; do
  if [ -x "$assets/$command" ]; then
    continue
  fi
  if [ "$command" != kube-apiserver ] && command -v "$command" >/dev/null; then
    ln -s "$(command -v "$command")" "$assets/$command"
  else
    missing+=("$command")
  fi
done
if [ ${#missing[@]} -gt 0 ]; then
  if ! command -v go >/dev/null; then
    say "go is needed to build ${missing[*]}: install Go 1.24 or newer (https://go.dev/dl)"
    exit 1
  fi
  if ! build "$work" "${missing[@]}"; then
    # Only the tests of the chart need helm; they are left out then.
    say "once more, without helm"
    read -ra missing <<<"$(printf '%s ' "${missing[@]}" | sed 's/helm //')"
    [ ${#missing[@]} = 0 ] || build "$work" "${missing[@]}"
  fi
  for command in "${missing[@]}"; do mv "$work/$command" "$assets/"; done
fi
if ! [ -f "$assets/istio-crds.yaml" ]; then
  # Only one test needs them; it is left out then.
  if command -v go >/dev/null && get_istio_crds "$work"; then
    mv "$work/istio-crds.yaml" "$assets/"
  else
    say "without Istio's definitions"
  fi
fi
echo "$assets"
