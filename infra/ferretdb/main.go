// Command ferretdb serves the MongoDB wire protocol for tests where no MongoDB server is at hand: FerretDB on SQLite files.
//
// FerretDB's own updates are not atomic under concurrency. A front therefore lets one wire message and its reply through at a time.
// It prints "listening HOST:PORT" once it accepts connections.
package main

import (
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/FerretDB/FerretDB/ferretdb"
)

// maxMessageBytes is the wire protocol's own bound on one message.
const maxMessageBytes = 48_000_000

// moreToCome is the flag bit of OP_MSG that says that no reply will follow.
const moreToCome = 1 << 1

const opMsg = 2013

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "address to listen on")
	dir := flag.String("dir", "", "folder of the data files, which must exist")
	flag.Parse()
	if err := serve(*listen, *dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(listen, dir string) error {
	if dir == "" {
		return errors.New("-dir is missing")
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()

	socket := filepath.Join(dir, "ferretdb.sock")
	// A process that was killed leaves its socket behind.
	if err := os.Remove(socket); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	database, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{Unix: socket},
		Handler:   "sqlite",
		SQLiteURL: "file:" + dir + "/",
	})
	if err != nil {
		return err
	}
	failed := make(chan error, 1)
	go func() { failed <- database.Run(ctx) }()
	if err := awaitSocket(socket, failed); err != nil {
		return err
	}

	front, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	fmt.Println("listening", front.Addr())
	go accept(front, socket)
	err = <-failed
	front.Close()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func awaitSocket(socket string, failed <-chan error) error {
	deadline := time.After(30 * time.Second)
	for {
		if connection, err := net.Dial("unix", socket); err == nil {
			return connection.Close()
		}
		select {
		case err := <-failed:
			return err
		case <-deadline:
			return errors.New("FerretDB did not start within 30 s")
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func accept(front net.Listener, socket string) {
	// One lock for all connections: what makes updates atomic.
	var turn sync.Mutex
	for {
		client, err := front.Accept()
		if err != nil {
			return
		}
		go relay(client, socket, &turn)
	}
}

func relay(client net.Conn, socket string, turn *sync.Mutex) {
	defer client.Close()
	server, err := net.Dial("unix", socket)
	if err != nil {
		return
	}
	defer server.Close()
	for {
		request, err := readMessage(client)
		if err != nil {
			return
		}
		reply, err := exchange(server, request, turn)
		if err != nil {
			return
		}
		if _, err := client.Write(reply); err != nil {
			return
		}
	}
}

func exchange(server net.Conn, request []byte, turn *sync.Mutex) ([]byte, error) {
	turn.Lock()
	defer turn.Unlock()
	if _, err := server.Write(request); err != nil {
		return nil, err
	}
	if !wantsReply(request) {
		return nil, nil
	}
	return readMessage(server)
}

func wantsReply(message []byte) bool {
	if len(message) < 20 || binary.LittleEndian.Uint32(message[12:]) != opMsg {
		return true
	}
	return binary.LittleEndian.Uint32(message[16:])&moreToCome == 0
}

func readMessage(connection net.Conn) ([]byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(connection, size[:]); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(size[:])
	if length < 16 || length > maxMessageBytes {
		return nil, fmt.Errorf("a message of %d bytes", length)
	}
	message := make([]byte, length)
	copy(message, size[:])
	_, err := io.ReadFull(connection, message[4:])
	return message, err
}
