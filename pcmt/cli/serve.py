"""`pcmt serve`: bring the database and the pages up to date, then answer until Ctrl-C."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from pcmt.accounts import queries as accounts
from pcmt.areas import queries as areas
from pcmt.cli.jobs import loop_command
from pcmt.cli.parent import end_with_parent
from pcmt.cli.sample.build import build_sample, parts, sign_ins
from pcmt.cli.sample.progress import Progress
from pcmt.cli.static_files import collect_static, refuse_without_assets
from pcmt.cli.tables import make_tables
from pcmt.rulebook.queries import refresh

WORKERS = 2
LONGEST_LINE = 8190  # bytes of an address with its question, the most that gunicorn takes
LOOK_AGAIN = 5.0  # seconds between two looks whether the jobs still run
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def serve(
    port: Annotated[int, typer.Option(help="Port to answer on.", min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="Address to answer on.")] = "127.0.0.1",
    sample: Annotated[bool, typer.Option(help="Build the sample province where the system is empty.")] = True,
    workers: Annotated[int, typer.Option(help="Processes that answer; as many as cores.", min=1, max=64)] = WORKERS,
) -> None:
    """Bring the database and static files up to date, then start the server and its jobs; Ctrl-C stops both."""
    refuse_taken_port(host, port)
    refuse_without_assets(say)
    say("Đang chuẩn bị cơ sở dữ liệu …")
    make_tables()
    refresh()
    empty = areas.province(timezone.localdate()) is None
    if sample and empty:
        refuse_open_sample(host)
    # Files are packed by a process of its own, on the other core while the sample is built on this one.
    with ThreadPoolExecutor(max_workers=1) as beside:
        packed = beside.submit(collect_static, say)
        if sample and empty:
            build_sample(timezone.now(), Progress(parts()))
        packed.result()
    children = [
        begin(server_command(host, port, workers), environment(host)),
        begin(loop_command(), environment(host)),
    ]
    try:
        wait_for(host, port, children[0])
        announce(host, port)
        watch(children)
    finally:
        stop(children)


def say(line: str) -> None:
    """This will print one line of progress at once."""
    typer.echo(line, err=True)


def refuse_open_sample(host: str) -> None:
    """This will keep the sample, whose password everyone can read, to this machine."""
    if host not in LOOPBACK:
        say(
            f"Tỉnh mẫu có mật khẩu in sẵn nên không mở ra mạng ({host}). Dùng --no-sample cho hệ thống thật, "
            "hoặc bỏ --host để thử trên máy này."
        )
        raise typer.Exit(1)


def refuse_taken_port(host: str, port: int) -> None:
    """This will stop with a clear message where something else answers on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            say(f"Cổng {port} đang được chương trình khác sử dụng. Chọn cổng khác: ./run --port {port + 1}")
            raise typer.Exit(1) from None


def server_command(host: str, port: int, workers: int = WORKERS) -> list[str]:
    """This will give the command line of the WSGI server: sync workers, measured best for SQLite writes.

    Nothing steers it from outside: the socket for that would lie in the account's home, one for all of its servers.
    """
    return [
        sys.executable, "-m", "gunicorn", "pcmt.config.wsgi:application", "--bind", f"{host}:{port}",
        "--worker-class", "pcmt.config.worker.Worker", "--limit-request-line", str(LONGEST_LINE),
        "--workers", str(workers), "--no-control-socket", "--log-level", "warning",
        "--timeout", "120", "--graceful-timeout", "10",
        "--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp",  # noqa: S108 heartbeat files only
    ]  # fmt: skip


def environment(host: str) -> dict[str, str]:
    """This will give the children the same data folder, and let the server answer to its own name."""
    hosts = ",".join(dict.fromkeys([*settings.ALLOWED_HOSTS, host]))
    return {**os.environ, "PCMT_DATA": str(settings.DATA_DIR), "PCMT_HOSTS": hosts}


def begin(command: list[str], told: dict[str, str]) -> "subprocess.Popen[bytes]":
    """This will start a process that does not outlive this one."""
    return subprocess.Popen(command, env=told, preexec_fn=end_with_parent)  # noqa: PLW1509 no other thread by now


def wait_for(host: str, port: int, server: subprocess.Popen[bytes]) -> None:
    """This will wait until the server accepts connections; stops where it ends before that."""
    while server.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.1)
    say("Máy chủ dừng ngay khi khởi động; xem thông báo lỗi ở trên.")
    raise typer.Exit(1)


def announce(host: str, port: int) -> None:
    """This will print the address, and the sample sign-ins or how to make the first account."""
    typer.echo(f"\nPCMT đang chạy tại http://{host}:{port}/   (Ctrl-C để dừng)\n")
    if not accounts.any_account():
        typer.echo("Hệ thống chưa có tài khoản nào. Mở một cửa sổ lệnh khác và tạo tài khoản quản trị đầu tiên:\n")
        typer.echo(f"  {first_account_command()}\n")
    for line in sign_ins():
        typer.echo(f"  {line}")
    sys.stdout.flush()


def first_account_command() -> str:
    """This will give the command that makes the first administrator, with blanks to fill in."""
    at_hand = settings.ROOT / ".venv" / "bin" / "pcmt"
    program = ".venv/bin/pcmt" if at_hand.is_file() else f"{sys.executable} -m pcmt"
    # Its address holds a password; without it the account would be made in a new SQLite file.
    database = 'PCMT_DATABASE="$PCMT_DATABASE" ' if "PCMT_DATABASE" in os.environ else ""
    return (
        f"PCMT_DATA={shlex.quote(str(settings.DATA_DIR))} {database}{program} accounts begin --username quantri "
        '--person "HỌ VÀ TÊN" --code MÃ-TỈNH'
    )


def watch(children: list[subprocess.Popen[bytes]]) -> None:
    """This will wait for Ctrl-C, or for the server to end by itself; jobs that ended are started again.

    A file that brings its reader down must not keep all others from being read.
    """

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, ask_to_stop)
    try:
        while (status := ended(children[0])) is None:
            if children[1].poll() is not None:
                say("Tiến trình đọc nền đã dừng; khởi động lại.")
                children[1] = begin(loop_command(), os.environ | {"PCMT_DATA": str(settings.DATA_DIR)})
    except KeyboardInterrupt:
        typer.echo("\nĐang dừng …")
        return
    say(f"Máy chủ đã dừng (mã {status}).")
    raise typer.Exit(1)


def ended(server: subprocess.Popen[bytes]) -> int | None:
    """This will wait a few seconds for the server and return its status, None while it runs."""
    try:
        return server.wait(timeout=LOOK_AGAIN)
    except subprocess.TimeoutExpired:
        return None


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """This will end the children, gently first."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
