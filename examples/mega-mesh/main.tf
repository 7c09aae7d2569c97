# Ten Regions in a full mesh: each has a transit gateway with VPCs around it, and a peering with
# every other gateway. README.md says whose design it is and what it promises.
#
#     us-east-1   us-west-1   eu-central-1   eu-west-1   ap-northeast-1
#         \ ______________ 45 peerings, each to each _____________ /
#     ap-southeast-1   ca-central-1   sa-east-1   us-east-2   us-west-2
#
# A peering has static routes only, and leads to the other Region's VPCs and no further: each
# table has one route a Region. The whole matrix is in matrix.txt.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "endpoint" {
  description = "Where Culvert listens"
  type        = string
  default     = "http://127.0.0.1:4566"
}

variable "vpcs" {
  description = "How many VPCs are in each Region, up to 256"
  type        = number
  default     = 2
}

locals {
  regions = [
    "us-east-1",
    "us-west-1",
    "eu-central-1",
    "eu-west-1",
    "ap-northeast-1",
    "ap-southeast-1",
    "ca-central-1",
    "sa-east-1",
    "us-east-2",
    "us-west-2",
  ]
}

provider "aws" {
  alias      = "use1"
  region     = "us-east-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "use1" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.use1 }
  here      = "us-east-1"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

provider "aws" {
  alias      = "usw1"
  region     = "us-west-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "usw1" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.usw1 }
  here      = "us-west-1"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

provider "aws" {
  alias      = "euc1"
  region     = "eu-central-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "euc1" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.euc1 }
  here      = "eu-central-1"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

provider "aws" {
  alias      = "euw1"
  region     = "eu-west-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "euw1" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.euw1 }
  here      = "eu-west-1"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

provider "aws" {
  alias      = "apne1"
  region     = "ap-northeast-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "apne1" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.apne1 }
  here      = "ap-northeast-1"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

provider "aws" {
  alias      = "apse1"
  region     = "ap-southeast-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "apse1" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.apse1 }
  here      = "ap-southeast-1"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

provider "aws" {
  alias      = "cac1"
  region     = "ca-central-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "cac1" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.cac1 }
  here      = "ca-central-1"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

provider "aws" {
  alias      = "sae1"
  region     = "sa-east-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "sae1" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.sae1 }
  here      = "sa-east-1"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

provider "aws" {
  alias      = "use2"
  region     = "us-east-2"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "use2" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.use2 }
  here      = "us-east-2"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

provider "aws" {
  alias      = "usw2"
  region     = "us-west-2"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "usw2" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.usw2 }
  here      = "us-west-2"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

# What every Region must know of the others.
locals {
  gateways = {
    us-east-1      = module.use1.transit_gateway_id
    us-west-1      = module.usw1.transit_gateway_id
    eu-central-1   = module.euc1.transit_gateway_id
    eu-west-1      = module.euw1.transit_gateway_id
    ap-northeast-1 = module.apne1.transit_gateway_id
    ap-southeast-1 = module.apse1.transit_gateway_id
    ca-central-1   = module.cac1.transit_gateway_id
    sa-east-1      = module.sae1.transit_gateway_id
    us-east-2      = module.use2.transit_gateway_id
    us-west-2      = module.usw2.transit_gateway_id
  }
  requests = {
    us-east-1      = module.use1.requests
    us-west-1      = module.usw1.requests
    eu-central-1   = module.euc1.requests
    eu-west-1      = module.euw1.requests
    ap-northeast-1 = module.apne1.requests
    ap-southeast-1 = module.apse1.requests
    ca-central-1   = module.cac1.requests
    sa-east-1      = module.sae1.requests
    us-east-2      = module.use2.requests
    us-west-2      = module.usw2.requests
  }
  accepted = {
    us-east-1      = module.use1.accepted
    us-west-1      = module.usw1.accepted
    eu-central-1   = module.euc1.accepted
    eu-west-1      = module.euw1.accepted
    ap-northeast-1 = module.apne1.accepted
    ap-southeast-1 = module.apse1.accepted
    ca-central-1   = module.cac1.accepted
    sa-east-1      = module.sae1.accepted
    us-east-2      = module.use2.accepted
    us-west-2      = module.usw2.accepted
  }
}
