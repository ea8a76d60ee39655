"""Real Elasticsearch nodes on loopback for tests, built from published artifacts. See README.md.

In Python:       with Cluster(nodes=1) as cluster: Elasticsearch(cluster.url)
On a terminal:   python node.py --port 9200 [--nodes 3] [-E key=value ...]     (until Ctrl-C)
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("ELASTICSEARCH_NODE_DIR", HERE / "target"))
VERSION = os.environ.get("ELASTICSEARCH_VERSION", "")  # default: es.version in pom.xml
JAVA = Path(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
SOURCES = ("pom.xml", "src", "home")
FLAGS = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
)


def build() -> Path:
    """Lay out the home folder, again when a source, the version or the Java changes. Works offline after that."""
    files = sorted(path for name in SOURCES for path in (HERE / name, *(HERE / name).rglob("*")) if path.is_file())
    wanted = "\n".join([VERSION, str(JAVA), *(path.read_text() for path in files)])
    stamp = TARGET / "stamp"
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(TARGET, ignore_errors=True)
        command = ["mvn", "-B", "-q", "-f", str(HERE / "pom.xml"), f"-Dnode.dir={TARGET}", "process-classes"]
        if VERSION:
            command.append(f"-Des.version={VERSION}")
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)
        stamp.write_text(wanted)
    return TARGET / "home"


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [sock.getsockname()[1] for sock in sockets]
    finally:
        for sock in sockets:
            sock.close()


class Cluster:
    """Some nodes in processes of their own, which end with this process at the latest; their data go with them."""

    def __init__(
        self, nodes: int = 1, *, port: int = 0, heap: str = "512m", settings: dict[str, str] | None = None
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="elasticsearch-"))
        ports = free_ports(2 * nodes)
        self.transport = ports[:nodes]
        self.http = [port + i for i in range(nodes)] if port else ports[nodes:]
        self.heap, self.settings = heap, settings or {}
        self.processes: list[subprocess.Popen[bytes] | None] = [None] * nodes

    @property
    def urls(self) -> list[str]:
        return [f"http://127.0.0.1:{port}" for port in self.http]

    @property
    def url(self) -> str:
        return self.urls[0]

    def start(self, timeout: float = 120) -> Cluster:
        build()
        for index in range(len(self.processes)):
            self.start_node(index)
        self.wait(timeout)
        return self

    def start_node(self, index: int) -> None:
        home, data = TARGET / "home", self.folder / f"node-{index}"
        (data / "tmp").mkdir(parents=True, exist_ok=True)
        settings = {
            "path.home": home,
            "path.data": data / "data",
            "path.logs": data,
            "cluster.name": "test",
            "node.name": f"node-{index}",
            "network.host": "127.0.0.1",
            "http.port": self.http[index],
            "transport.port": self.transport[index],
            "node.processors": 2,
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        if len(self.processes) == 1:
            settings["discovery.type"] = "single-node"
        else:
            names = [f"node-{i}" for i in range(len(self.processes))]
            settings["cluster.initial_master_nodes"] = ",".join(names)
            settings["discovery.seed_hosts"] = ",".join(f"127.0.0.1:{port}" for port in self.transport)
        settings |= self.settings
        command = [
            JAVA, f"-Xms{self.heap}", f"-Xmx{self.heap}", *FLAGS, f"-Djava.io.tmpdir={data / 'tmp'}",
            "-Dexit.on.eof=true",
            "--module-path", home / "lib", "--add-modules", "jdk.net,jdk.management.agent,ALL-MODULE-PATH",
            "-cp", TARGET / "elasticsearch-node-1-launcher.jar", "Launcher",
            *(f"{key}={value}" for key, value in settings.items()),
        ]  # fmt: skip
        with (data / "node.log").open("ab") as log:
            self.processes[index] = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self, timeout: float = 120) -> None:
        """Until every node that runs answers and sees all the others."""
        deadline = time.monotonic() + timeout
        running = [index for index, process in enumerate(self.processes) if process]
        for index in running:
            path = f"/_cluster/health?wait_for_nodes={len(running)}&wait_for_status=yellow&timeout=1s"
            while not self.answers(self.urls[index] + path):
                process = self.processes[index]
                if time.monotonic() > deadline or process is None or process.poll() is not None:
                    log = self.folder / f"node-{index}" / "node.log"
                    tail = log.read_text(errors="replace")[-4000:]
                    self.stop()
                    raise RuntimeError(f"Elasticsearch node {index} did not start:\n{tail}")
                time.sleep(0.1)

    @staticmethod
    def answers(url: str) -> bool:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - our own node
                return not json.load(response)["timed_out"]
        except OSError:
            return False

    def kill_node(self, index: int) -> None:
        """As a crash: no shutdown, the data stays for start_node()."""
        process = self.processes[index]
        if process:
            process.kill()
            self.end(index)

    def end(self, index: int) -> None:
        process = self.processes[index]
        if process and process.stdin:
            process.stdin.close()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes[index] = None

    def stop(self) -> None:
        for process in self.processes:
            if process and process.stdin:
                process.stdin.close()
        for index in range(len(self.processes)):
            self.end(index)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Cluster:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=9200, help="HTTP port of the first node; the next ones follow")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--heap", default="512m")
    parser.add_argument("-E", action="append", default=[], metavar="KEY=VALUE", dest="settings", help="a node setting")
    parser.add_argument("--build", action="store_true", help="only download and lay out, then end")
    options = parser.parse_args()
    if options.build:
        sys.stdout.write(f"{build()}\n")
        return 0
    settings = dict(setting.split("=", 1) for setting in options.settings)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with Cluster(options.nodes, port=options.port, heap=options.heap, settings=settings) as cluster:
        sys.stdout.write(" ".join(cluster.urls) + "\n")
        sys.stdout.flush()
        try:
            while all(process and process.poll() is None for process in cluster.processes):
                time.sleep(1)
        except KeyboardInterrupt:
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
