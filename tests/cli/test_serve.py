"""`pcmt serve` keeps the sample off the network, and says which port is taken."""

import socket

import pytest
import typer

from pcmt.cli.serve import refuse_open_sample, refuse_taken_port


def test_the_sample_stays_on_this_machine(capsys: pytest.CaptureFixture[str]):
    refuse_open_sample("127.0.0.1")
    with pytest.raises(typer.Exit) as stop:
        refuse_open_sample("0.0.0.0")
    assert stop.value.exit_code == 1
    assert "--no-sample" in capsys.readouterr().err


def test_a_taken_port_is_named_with_another(capsys: pytest.CaptureFixture[str]):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(typer.Exit):
            refuse_taken_port("127.0.0.1", port)
    assert f"--port {port + 1}" in capsys.readouterr().err
