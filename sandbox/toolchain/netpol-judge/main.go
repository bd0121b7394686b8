// netpol-judge says which packets NetworkPolicies let through, with the evaluator by which kube-network-policies
// enforces them.
//
// It reads JSON documents from its standard input and answers each with a line on its standard output:
//
//	in:  {"objects": [...], "probes": [{"from": "shop/web", "to": "203.0.113.7", "protocol": "TCP", "port": 443}, ...]}
//	out: [true, false, ...]
//
// An end of a probe is a pod ("namespace/name") or an address. Every Pod, and every template of pods, stands for one pod
// with the name of its object. Namespaces that no object declares have the label of their name alone, as in a cluster.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// probe is a packet that opens a connection.
type probe struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Protocol string `json:"protocol"`
	Port     int    `json:"port"`
}

// question is one document of the input.
type question struct {
	Objects []map[string]any `json:"objects"`
	Probes  []probe          `json:"probes"`
}

func main() {
	if err := answer(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "netpol-judge:", err)
		os.Exit(1)
	}
}

// answer answers question after question until the input ends.
func answer(ctx context.Context, in io.Reader, out io.Writer) error {
	decoder, encoder := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var asked question
		if err := decoder.Decode(&asked); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("reading the question: %w", err)
		}
		verdicts, err := judge(ctx, asked)
		if err != nil {
			return err
		}
		if err := encoder.Encode(verdicts); err != nil {
			return err
		}
	}
}

func judge(ctx context.Context, asked question) ([]bool, error) {
	c, err := newCluster(asked.Objects)
	if err != nil {
		return nil, err
	}
	verdicts := make([]bool, len(asked.Probes))
	for i, p := range asked.Probes {
		if verdicts[i], err = c.passes(ctx, p); err != nil {
			return nil, fmt.Errorf("probe %d, %s to %s: %w", i, p.From, p.To, err)
		}
	}
	return verdicts, nil
}
