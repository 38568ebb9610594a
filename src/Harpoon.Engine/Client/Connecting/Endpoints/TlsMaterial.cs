namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>The files of a TLS connection, as the docker CLI names them. Paths only: keys are read when connecting, and never logged.</summary>
/// <param name="CaPath">The certificate authority that the server's certificate must come from; null for the system's.</param>
/// <param name="CertificatePath">The client's certificate; null for none.</param>
/// <param name="KeyPath">The client's private key.</param>
/// <param name="Verify">Whether the server is verified. Only a docker context's own <c>SkipTLSVerify</c> turns it off.</param>
public sealed record TlsMaterial(string? CaPath, string? CertificatePath, string? KeyPath, bool Verify = true);
