using ArtifactGate.Detection.Content;

namespace ArtifactGate.Detection.Rules;

/// <summary>Files of servers, clusters and clouds that hold credentials.</summary>
internal static class DeploymentFiles
{
    /// <summary>Client keys, tokens and passwords.</summary>
    public static readonly ContentRule Kubeconfig = new KubeconfigRule
    {
        Code = "AG3008",
        Name = "kubeconfig",
        Title = "Cluster credentials in a kubeconfig",
        Issuer = "Kubernetes",
        Kind = "cluster credential",
        Risk = "Acts in the cluster as the user, often as its administrator.",
        Revoke = "A client certificate cannot be revoked: take its rights away or rotate the cluster's authority; delete tokens.",
        Reference = "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/",
        Specificity = 60,
    };

    /// <summary>Passwords of web deployment.</summary>
    public static readonly ContentRule PublishProfile = new PublishProfileRule
    {
        Code = "AG3009",
        Name = "publish-profile",
        Title = "Deployment password in a publish profile",
        Issuer = "web deployment",
        Kind = "deployment password",
        Risk = "Replaces the whole site.",
        Revoke = "Reset the publish profile in the portal of the site, or change the user's password.",
        Reference = "https://learn.microsoft.com/azure/app-service/deploy-configure-credentials",
        Specificity = 20,
    };

    /// <summary>Parsed key and the account it belongs to.</summary>
    public static readonly ContentRule ServiceAccount = new ServiceAccountRule
    {
        Code = "AG3010",
        Name = "gcp-service-account",
        Title = "Google Cloud service account key",
        Issuer = "Google",
        Kind = "service account key",
        Risk = "Acts as the service account from anywhere until the key is deleted.",
        Revoke = "Delete the key under IAM > Service accounts > Keys; use workload identity federation.",
        Reference = "https://cloud.google.com/iam/docs/keys-create-delete",
        Cwe = "CWE-321",
        Specificity = 60,
    };

    /// <summary>In clear only.</summary>
    public static readonly ContentRule DataProtectionKey = new DataProtectionKeyRule
    {
        Code = "AG3011",
        Name = "aspnet-data-protection-key",
        Title = "ASP.NET Data Protection key in clear",
        Issuer = "ASP.NET Core",
        Kind = "data protection key",
        Risk = "Forges authentication cookies and tokens of every application that shares the key ring.",
        Revoke = "Revoke the key in the key ring; protect keys at rest and keep them outside of the application.",
        Reference = "https://learn.microsoft.com/aspnet/core/security/data-protection/implementation/key-storage-format",
        Cwe = "CWE-321",
        Specificity = 20,
    };

    /// <summary>Fixed keys.</summary>
    public static readonly ContentRule MachineKey = new MachineKeyRule
    {
        Code = "AG3012",
        Name = "aspnet-machine-key",
        Title = "ASP.NET machine key",
        Issuer = "ASP.NET",
        Kind = "machine key",
        Risk = "Forges view state and cookies, which runs code on the server.",
        Revoke = "Generate new keys on the server, recycle the application, and look for what was installed with the old ones.",
        Reference = "https://learn.microsoft.com/dotnet/api/system.web.configuration.machinekeysection",
        Cwe = "CWE-321",
        Specificity = 20,
    };

    /// <summary>Sensitive outputs and attributes.</summary>
    public static readonly ContentRule TerraformState = new TerraformStateRule
    {
        Code = "AG3014",
        Name = "terraform-state",
        Title = "Credential in Terraform state",
        Issuer = "unknown",
        Kind = "infrastructure secret",
        Risk = "Whatever the resource it belongs to opens.",
        Revoke = "Rotate the value at its resource; keep state in a remote backend that encrypts.",
        Reference = "https://developer.hashicorp.com/terraform/language/state/sensitive-data",
        Specificity = 5,
    };

    /// <summary>Tokens of whoever was logged in.</summary>
    public static readonly ContentRule TokenCache = new TokenCacheRule
    {
        Code = "AG3017",
        Name = "msal-token-cache",
        Title = "Token cache of a Microsoft login",
        Issuer = "Microsoft Entra",
        Kind = "refresh or access token",
        Risk = "Acts as whoever was logged in: a refresh token makes new access tokens for months.",
        Revoke = "Revoke the sessions of the user, and log out (az logout) before the folder is copied.",
        Reference = "https://learn.microsoft.com/entra/msal/python/advanced/msal-python-token-cache-serialization",
        Specificity = 20,
    };
}
