package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/cache"
	"sigs.k8s.io/kube-network-policies/pkg/api"
	"sigs.k8s.io/kube-network-policies/pkg/network"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
	"sigs.k8s.io/kube-network-policies/pkg/podinfo"
)

// templates says where each kind keeps the template of its pods.
var templates = map[string][]string{
	"ReplicationController": {"spec", "template"},
	"Deployment":            {"spec", "template"},
	"StatefulSet":           {"spec", "template"},
	"DaemonSet":             {"spec", "template"},
	"ReplicaSet":            {"spec", "template"},
	"Rollout":               {"spec", "template"},
	"Job":                   {"spec", "template"},
	"CronJob":               {"spec", "jobTemplate", "spec", "template"},
}

// cluster is what the evaluator knows: pods with addresses, namespaces with labels, policies.
type cluster struct {
	engine                     *networkpolicy.PolicyEngine
	pods, namespaces, policies cache.Store
	addresses                  map[string]net.IP
	named                      map[string]bool
}

func newCluster(objects []map[string]any) (*cluster, error) {
	factory := informers.NewSharedInformerFactory(fake.NewSimpleClientset(), 0)
	pods, namespaces := factory.Core().V1().Pods(), factory.Core().V1().Namespaces()
	policies := factory.Networking().V1().NetworkPolicies()
	// the indexer by address has to be there before the first pod
	resolver, err := podinfo.NewInformerResolver(pods.Informer())
	if err != nil {
		return nil, err
	}
	evaluator := networkpolicy.NewStandardNetworkPolicy("judge", namespaces, pods, policies)
	provider := podinfo.NewInformerProvider(pods, namespaces, nil, []podinfo.IPResolver{resolver})
	c := &cluster{
		engine:     networkpolicy.NewPolicyEngine(provider, []api.PolicyEvaluator{evaluator}),
		pods:       pods.Informer().GetStore(),
		namespaces: namespaces.Informer().GetStore(),
		policies:   policies.Informer().GetStore(),
		addresses:  map[string]net.IP{},
		named:      map[string]bool{},
	}
	for _, object := range objects {
		if err := c.add(object); err != nil {
			u := unstructured.Unstructured{Object: object}
			return nil, fmt.Errorf("%s %s/%s: %w", u.GetKind(), u.GetNamespace(), u.GetName(), err)
		}
	}
	return c, c.nameNamespaces()
}

// add takes an object in. Kinds that say nothing about traffic are passed over.
func (c *cluster) add(object map[string]any) error {
	u := unstructured.Unstructured{Object: object}
	switch u.GetKind() {
	case "Namespace":
		var namespace corev1.Namespace
		if err := into(object, &namespace); err != nil {
			return err
		}
		return c.addNamespace(&namespace)
	case "NetworkPolicy":
		var policy networkingv1.NetworkPolicy
		if err := into(object, &policy); err != nil {
			return err
		}
		return c.policies.Add(defaulted(&policy))
	case "Pod":
		var pod corev1.Pod
		if err := into(object, &pod); err != nil {
			return err
		}
		return c.addPod(pod.Namespace, pod.Name, corev1.PodTemplateSpec{ObjectMeta: pod.ObjectMeta, Spec: pod.Spec})
	}
	path, makesPods := templates[u.GetKind()]
	if !makesPods {
		return nil
	}
	template, found, err := unstructured.NestedMap(object, path...)
	if err != nil || !found {
		return err
	}
	var pod corev1.PodTemplateSpec
	if err := into(template, &pod); err != nil {
		return err
	}
	return c.addPod(u.GetNamespace(), u.GetName(), pod)
}

// defaulted does to a policy what the API server does. There an empty list of rules becomes none.
func defaulted(policy *networkingv1.NetworkPolicy) *networkingv1.NetworkPolicy {
	spec := &policy.Spec
	if len(spec.Ingress) == 0 {
		spec.Ingress = nil
	}
	if len(spec.Egress) == 0 {
		spec.Egress = nil
	}
	if len(spec.PolicyTypes) == 0 {
		spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
		if spec.Egress != nil {
			spec.PolicyTypes = append(spec.PolicyTypes, networkingv1.PolicyTypeEgress)
		}
	}
	for _, rule := range spec.Ingress {
		defaultProtocols(rule.Ports)
	}
	for _, rule := range spec.Egress {
		defaultProtocols(rule.Ports)
	}
	return policy
}

func defaultProtocols(ports []networkingv1.NetworkPolicyPort) {
	for i := range ports {
		if ports[i].Protocol == nil {
			tcp := corev1.ProtocolTCP
			ports[i].Protocol = &tcp
		}
	}
}

func (c *cluster) addNamespace(namespace *corev1.Namespace) error {
	if namespace.Labels == nil {
		namespace.Labels = map[string]string{}
	}
	namespace.Labels[corev1.LabelMetadataName] = namespace.Name
	c.named[namespace.Name] = true
	return c.namespaces.Add(namespace)
}

func (c *cluster) addPod(namespace, name string, template corev1.PodTemplateSpec) error {
	who := namespace + "/" + name
	if _, twice := c.addresses[who]; twice {
		return fmt.Errorf("two objects make pods of this name")
	}
	// 100.64.0.0/10 is in no rule that a service would have
	next := len(c.addresses) + 1
	ip := net.IPv4(100, 64+byte(next>>16), byte(next>>8), byte(next))
	c.addresses[who] = ip
	return c.pods.Add(&corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name, Labels: template.Labels},
		Spec:       template.Spec,
		Status: corev1.PodStatus{Phase: corev1.PodRunning, PodIP: ip.String(),
			PodIPs: []corev1.PodIP{{IP: ip.String()}}},
	})
}

// nameNamespaces adds the namespaces of pods that no object declared.
func (c *cluster) nameNamespaces() error {
	for _, item := range c.pods.List() {
		namespace := item.(*corev1.Pod).Namespace
		if c.named[namespace] {
			continue
		}
		if err := c.addNamespace(&corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: namespace}}); err != nil {
			return err
		}
	}
	return nil
}

// passes asks the evaluator about the first packet of a connection.
func (c *cluster) passes(ctx context.Context, p probe) (bool, error) {
	from, err := c.address(p.From)
	if err != nil {
		return false, err
	}
	to, err := c.address(p.To)
	if err != nil {
		return false, err
	}
	family := corev1.IPv4Protocol
	if from.To4() == nil || to.To4() == nil {
		family = corev1.IPv6Protocol
	}
	return c.engine.EvaluatePacket(ctx, &network.Packet{Family: family, SrcIP: from, DstIP: to,
		Proto: corev1.Protocol(p.Protocol), SrcPort: 40000, DstPort: p.Port})
}

func (c *cluster) address(end string) (net.IP, error) {
	if ip, isPod := c.addresses[end]; isPod {
		return ip, nil
	}
	if ip := net.ParseIP(end); ip != nil {
		return ip, nil
	}
	return nil, fmt.Errorf("%q is neither a pod of these objects nor an address", end)
}

func into(from map[string]any, to any) error {
	raw, err := json.Marshal(from)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, to)
}
